import type { ReactNode } from "react";
import { PageShell } from "@/components/ui/page-shell";
import { TextProvider } from "@/components/text";
import { getLocale } from "@/lib/i18n/request-locale";
import { FORMATS_OF } from "@/lib/i18n/locales";
import { type Namespace, rawMessages } from "@/lib/i18n/translations";
import { AccountMenu } from "./account-menu";
import { PageFooter } from "./page-footer";

type Props = {
  children: ReactNode;
  width?: "narrow" | "wide";
  /** The namespaces whose texts components of this page need in the browser. */
  texts?: Namespace[];
};

/** The frame of every page outside of the operator's console. */
export async function PageFrame({ children, width, texts = [] }: Props) {
  const locale = await getLocale();
  const handedOver = Object.fromEntries(texts.map((name) => [name, rawMessages(locale, name)]));
  return (
    <PageShell width={width} actions={<AccountMenu />} footer={<PageFooter />}>
      <TextProvider locale={FORMATS_OF[locale]} texts={handedOver}>
        {children}
      </TextProvider>
    </PageShell>
  );
}
