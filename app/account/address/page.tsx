import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { pendingEmailChange } from "@/lib/email-change/request-email-change";
import { HOUR } from "@/lib/clock";
import { newestEmailState } from "@/lib/email/email-state";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireProvenAccount } from "@/lib/session/require-account";
import { typedOn } from "@/lib/session/typed-cookie";
import { EmailStatus } from "../../_email/email-status";
import { DoneNotice, News } from "../../_pages/done-notice";
import { strong } from "../../_pages/strong";
import { AccountFrame } from "../account-frame";
import { AddressForm } from "./address-form";
import { PendingChange } from "./pending-change";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountAddress"))("title") };
}

/** What became of the email to the old address about a change that was just confirmed. */
async function NoticeToOld({ userId }: { userId: string }) {
  const mail = await newestEmailState({ userId, template: "address_changed" }, HOUR);
  if (!mail) return null;
  const t = await getTranslations("accountAddress");
  return (
    <Card>
      <p>{t("oldNotice")}</p>
      <EmailStatus
        mail={mail}
        way={{ address: t("oldWay"), later: t("oldWay") }}
        accepted={{ advice: t("accepted") }}
        here={`${paths.accountAddress}?changed`}
      />
    </Card>
  );
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const isChanged = "changed" in query;
  const { address, userId } = await requireProvenAccount(paths.accountAddress);
  const [change, t] = [await pendingEmailChange(userId), await getTranslations("accountAddress")];
  const pending = change && <PendingChange change={change} address={address} userId={userId} />;
  const news = (
    <>
      {isChanged && (
        <>
          <DoneNotice name="changed" tone="success" title={t("changedTitle")}>
            {t("changedText")}
          </DoneNotice>
          <NoticeToOld userId={userId} />
        </>
      )}
      {"withdrawn" in query && !change && (
        <DoneNotice name="withdrawn" tone="success" title={t("cancelledTitle")}>
          {t("cancelledText")}
        </DoneNotice>
      )}
      {"replaced" in query && (
        <DoneNotice name="replaced" tone="warning" title={t("replacedTitle")}>
          {t("replacedText")}
        </DoneNotice>
      )}
      {change && "requested" in query ? <News name="requested">{pending}</News> : pending}
    </>
  );
  return (
    <AccountFrame
      path={paths.accountAddress}
      title={t("title")}
      intro={
        <>
          {t.rich("intro", { address, strong })} {!change && t("explanation")}
        </>
      }
      news={news}
      texts={["accountForms"]}
    >
      <Card>
        {change && <h2 className="text-lg font-semibold">{t("another")}</h2>}
        <AddressForm
          address={address}
          userId={userId}
          changeId={randomUUID()}
          typed={await typedOn(paths.accountAddress, userId)}
        />
      </Card>
    </AccountFrame>
  );
}
