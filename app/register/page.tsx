import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { findShownRegistration } from "@/lib/registration/current-registration";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { HumanFields } from "../_forms/human-fields";
import { RegisterForm } from "./register-form";

export const metadata: Metadata = { title: "Create account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The address to mend, when "Wrong address?" led here from the waiting page of a registration. */
async function addressToMend(again: unknown): Promise<string | undefined> {
  const [key, id] = [(await requestContext()).browserKeyHash, z.uuid().safeParse(again).data];
  const shown = key && id && { browserKeyHash: key, registrationId: id };
  return shown ? (await findShownRegistration(shown))?.originalAddress : undefined;
}

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function RegisterPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const query = await searchParams;
  const typed = await typedOn(paths.register);
  const email = typed.email ?? (await addressToMend(query.again));
  return (
    <PageShell>
      <PageHeading title="Create your account">
        We will send you a mail to make sure that the address is yours.
      </PageHeading>
      {"unfinished" in query && (
        <Alert title="Your address is not confirmed yet">
          Open the link in our email. If it has expired, or is lost, create your account once more
          here.
        </Alert>
      )}
      <Card>
        <RegisterForm email={email}>
          <HumanFields />
        </RegisterForm>
      </Card>
      <p className="text-ink-soft">
        Already have an account? <TextLink href={paths.signIn}>Sign in</TextLink>
      </p>
    </PageShell>
  );
}
