import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { passwordMinLength } from "@/lib/credentials/password-min-length";
import { getTranslations } from "@/lib/i18n/request-locale";
import { findShownRegistration } from "@/lib/registration/current-registration";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { HumanFields } from "../_forms/human-fields";
import { PageFrame } from "../_pages/page-frame";
import { RegisterForm } from "./register-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("register"))("tab") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The address to mend, when "Wrong email address?" led here from the waiting page of a registration. */
async function addressToMend(again: unknown): Promise<string | undefined> {
  const [key, id] = [(await requestContext()).browserKeyHash, z.uuid().safeParse(again).data];
  const shown = key && id && { browserKeyHash: key, registrationId: id };
  return shown ? (await findShownRegistration(shown))?.originalAddress : undefined;
}

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function RegisterPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const [query, t] = [await searchParams, await getTranslations("register")];
  const typed = await typedOn(paths.register);
  const email = typed.email ?? (await addressToMend(query.again));
  return (
    <PageFrame texts={["register"]}>
      <PageHeading title={t("title")}>{t("text")}</PageHeading>
      {"unfinished" in query && <Alert title={t("unfinishedTitle")}>{t("unfinishedText")}</Alert>}
      <Card>
        <RegisterForm email={email} minLength={passwordMinLength()}>
          <HumanFields />
        </RegisterForm>
      </Card>
      <p className="text-center text-ink-soft">
        {t("haveAccount")}{" "}
        <TextLink href={paths.signIn} isAlone>
          {t("signIn")}
        </TextLink>
      </p>
    </PageFrame>
  );
}
