import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { isRefusedForm, WHY } from "@/lib/request/refused-forms";
import { EndPage } from "../_pages/end-page";

export const metadata: Metadata = { title: null };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where proxy.ts leads a person whose form it passed to no page. */
export default async function RefusedPage({ searchParams }: Props) {
  const why = (await searchParams)[WHY];
  if (!isRefusedForm(why)) notFound();
  const t = await getTranslations("frame");
  return (
    <EndPage
      title={t("refusedTitle")}
      text={t(why)}
      mark="broken"
      href={paths.home}
      label={t("goHome")}
    />
  );
}
