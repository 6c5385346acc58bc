import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { returnPath } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What has just been done elsewhere, by the query that led here. */
const done: Record<string, { title: string; text: string }> = {
  reset: {
    title: "Your password is changed",
    text: "You were signed out everywhere. Sign in with the new password.",
  },
  "address-changed": {
    title: "Your address is changed",
    text: "Sign in with the new address and the password you have.",
  },
};

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = "next" in query ? returnPath(query.next) : undefined;
  if (await currentAccount()) redirect(next ?? paths.account);
  const news = Object.keys(done).find((name) => name in query);
  return (
    <PageShell>
      <PageHeading title="Sign in" />
      {news && done[news] && (
        <Alert tone="success" title={done[news].title}>
          {done[news].text}
        </Alert>
      )}
      <Card>
        <SignInForm next={next} typed={await typedOn(paths.signIn)} />
      </Card>
      <p className="text-ink-soft">
        New here? <TextLink href={paths.register}>Create an account</TextLink>
      </p>
    </PageShell>
  );
}
