import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { listSessions } from "@/lib/account/list-sessions";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../../_forms/about-field";
import { DoneNotice } from "../../_pages/done-notice";
import { AccountFrame } from "../account-frame";
import { signOutOthers } from "./actions";
import { SessionList } from "./session-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accountSessions"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SessionsPage({ searchParams }: Props) {
  const { userId, sessionId } = await requireAccount(paths.accountSessions);
  const [query, sessions] = [await searchParams, await listSessions(userId, sessionId)];
  const [t, account] = [await getTranslations("accountSessions"), await getTranslations("account")];
  const news = (
    <>
      {"ended" in query && (
        <DoneNotice key={sessions.length} name="ended" tone="success" title={t("endedTitle")}>
          {t("endedText")}
        </DoneNotice>
      )}
      {"others-ended" in query && (
        <DoneNotice name="others-ended" tone="success" title={t("othersEndedTitle")}>
          {t("othersEndedText")}
        </DoneNotice>
      )}
    </>
  );
  return (
    <AccountFrame path={paths.accountSessions} title={t("title")} intro={t("intro")} news={news}>
      <Card>
        <SessionList sessions={sessions} userId={userId} />
        {sessions.length > 1 && (
          <form action={signOutOthers} className="border-t border-line pt-6">
            <AboutField id={userId} />
            <SubmitButton variant="secondary" pendingLabel={account("signingOut")}>
              {t("signOutOthers")}
            </SubmitButton>
          </form>
        )}
      </Card>
      <p className="text-sm text-ink-soft">
        {t.rich("unknown", {
          link: (chunks) => <TextLink href={paths.accountPassword}>{chunks}</TextLink>,
        })}
      </p>
    </AccountFrame>
  );
}
