import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { deletionEmailState } from "@/lib/account/request-deletion";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requestContext } from "@/lib/session/request-context";
import { currentAccount } from "@/lib/session/current-account";
import { EmailStatus } from "../_email/email-status";
import { EndPage } from "../_pages/end-page";

export const metadata: Metadata = { title: null };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountDeletedPage({ searchParams }: Props) {
  if (await currentAccount()) redirect(paths.account);
  const request = z.uuid().safeParse((await searchParams).request).data;
  const { browserKeyHash: key } = await requestContext();
  const mail = key && request && (await deletionEmailState(request, key));
  const t = await getTranslations("accountDeleted");
  return (
    <EndPage title={t("title")} text={t("text")} mark="done" href={paths.home} label={t("goHome")}>
      {mail && (
        <EmailStatus
          mail={mail}
          way={{ address: t("contact"), later: t("contact") }}
          accepted={{ advice: t("onItsWay") }}
          here={`${paths.accountDeleted}?request=${request}`}
        />
      )}
    </EndPage>
  );
}
