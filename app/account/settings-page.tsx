import type { ReactNode } from "react";
import { BackLink } from "@/components/ui/back-link";
import { PageHeading } from "@/components/ui/page-heading";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { Namespace } from "@/lib/i18n/translations";
import { PageFrame } from "../_pages/page-frame";

type Props = {
  title: string;
  intro?: ReactNode;
  /** The namespaces whose texts components of this page need in the browser. */
  texts?: Namespace[];
  children: ReactNode;
};

/** A page below the account, with the way back to it. */
export async function SettingsPage({ title, intro, texts, children }: Props) {
  const t = await getTranslations("account");
  return (
    <PageFrame texts={texts}>
      <BackLink href={paths.account}>{t("title")}</BackLink>
      <PageHeading title={title}>{intro}</PageHeading>
      {children}
    </PageFrame>
  );
}
