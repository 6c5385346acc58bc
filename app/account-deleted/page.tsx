import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { findPendingDeletion } from "@/lib/account/request-deletion";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { EmailStatus } from "../_email/email-status";
import { EndPage } from "../_pages/end-page";
import { Moment } from "../_pages/moment";
import { strong } from "../_pages/strong";

export const metadata: Metadata = { title: null };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountDeletedPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const request = z.uuid().safeParse((await searchParams).request).data;
  const { browserKeyHash: key } = await requestContext();
  const deletion = key && request && (await findPendingDeletion(request, key));
  const t = await getTranslations("accountDeleted");
  const text = deletion
    ? t.rich("textWithDate", { day: () => <Moment at={deletion.eraseAt} show="day" />, strong })
    : t("text");
  return (
    <EndPage title={t("title")} text={text} mark="done" href={paths.home} label={t("goHome")}>
      {deletion && (
        <EmailStatus
          mail={deletion.email}
          way={{ address: t("contact"), later: t("contact") }}
          accepted={{ advice: t("onItsWay") }}
          here={`${paths.accountDeleted}?request=${request}`}
        />
      )}
    </EndPage>
  );
}
