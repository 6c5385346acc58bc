import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { typedOn } from "@/lib/session/typed-cookie";
import { HumanFields } from "../_forms/human-fields";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?" };

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function ForgotPasswordPage() {
  return (
    <PageShell>
      <PageHeading title="Forgot your password?">
        Enter the address of your account, and we&apos;ll email you a link and a code to choose a
        new password. The next page shows how far the email has come.
      </PageHeading>
      <Card>
        <ForgotPasswordForm typed={await typedOn(paths.forgotPassword)}>
          <HumanFields />
        </ForgotPasswordForm>
      </Card>
      <p className="text-ink-soft">
        You know it after all? <TextLink href={paths.signIn}>Sign in</TextLink>
      </p>
    </PageShell>
  );
}
