import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await currentAccount()) redirect(paths.account);
  return (
    <PageShell>
      <PageHeading title="Sign in" />
      <Card>
        <SignInForm />
      </Card>
      <p className="text-ink-soft">
        New here? <TextLink href={paths.register}>Create an account</TextLink>
      </p>
    </PageShell>
  );
}
