import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { PageFrame } from "./_pages/page-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("notFoundTitle") };
}

export default async function NotFound() {
  const t = await getTranslations("frame");
  return (
    <PageFrame>
      <Card>
        <PageHeading title={t("notFoundTitle")}>{t("notFoundText")}</PageHeading>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={paths.home}>{t("goHome")}</ButtonLink>
          <ButtonLink href={paths.signIn} variant="secondary">
            {t("signIn")}
          </ButtonLink>
        </div>
      </Card>
    </PageFrame>
  );
}
