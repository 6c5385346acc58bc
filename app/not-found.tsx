import type { Metadata } from "next";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { EndPage } from "./_pages/end-page";

export const metadata: Metadata = { title: null };

export default async function NotFound() {
  const t = await getTranslations("frame");
  return (
    <EndPage
      title={t("notFoundTitle")}
      text={t("notFoundText")}
      mark="broken"
      href={paths.home}
      label={t("goHome")}
      second={{ href: paths.signIn, label: t("signIn") }}
    />
  );
}
