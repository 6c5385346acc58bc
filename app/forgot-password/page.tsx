import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { typedOn } from "@/lib/session/typed-cookie";
import { HumanFields } from "../_forms/human-fields";
import { PageFrame } from "../_pages/page-frame";
import { ForgotPasswordForm } from "./forgot-password-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgotPassword"))("title") };
}

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function ForgotPasswordPage() {
  const t = await getTranslations("forgotPassword");
  return (
    <PageFrame texts={["forgotPassword", "register"]}>
      <PageHeading title={t("title")}>{t("text")}</PageHeading>
      <Card>
        <ForgotPasswordForm typed={await typedOn(paths.forgotPassword)}>
          <HumanFields />
        </ForgotPasswordForm>
      </Card>
      <p className="text-center text-ink-soft">
        {t("remembered")}{" "}
        <TextLink href={paths.signIn} isAlone>
          {t("signIn")}
        </TextLink>
      </p>
    </PageFrame>
  );
}
