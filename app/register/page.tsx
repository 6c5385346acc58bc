import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { PageShell } from "@/components/ui/page-shell";
import { TextLink } from "@/components/ui/text-link";
import { findShownRegistration } from "@/lib/accounts/current-registration";
import { paths } from "@/lib/paths";
import { browserKeyHash } from "@/lib/session/browser-key";
import { currentAccount } from "@/lib/session/current-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { HumanFields } from "../_forms/human-fields";
import { RegisterForm } from "./register-form";

export const metadata: Metadata = { title: "Create account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The address to mend, when "Wrong address?" led here from the waiting page of a registration. */
async function addressToMend(again: unknown): Promise<string | undefined> {
  const [key, id] = [await browserKeyHash(), z.uuid().safeParse(again).data];
  const shown = key && id && { browserKeyHash: key, registrationId: id };
  return shown ? (await findShownRegistration(shown))?.originalAddress : undefined;
}

export default async function RegisterPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const typed = await typedOn(paths.register);
  const email = typed.email ?? (await addressToMend((await searchParams).again));
  return (
    <PageShell>
      <PageHeading title="Create your account">
        We will send you a mail to make sure that the address is yours.
      </PageHeading>
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
