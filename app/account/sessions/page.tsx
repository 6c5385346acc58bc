import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { listSessions } from "@/lib/account/list-sessions";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../../_forms/about-field";
import { SettingsPage } from "../settings-page";
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
  return (
    <SettingsPage title={t("title")} intro={t("intro")}>
      {"ended" in query && (
        <Alert tone="success" title={t("endedTitle")}>
          {t("endedText")}
        </Alert>
      )}
      {"others-ended" in query && (
        <Alert tone="success" title={t("othersEndedTitle")}>
          {t("othersEndedText")}
        </Alert>
      )}
      <Card>
        <SessionList sessions={sessions} userId={userId} />
        {sessions.length > 1 && (
          <form action={signOutOthers}>
            <AboutField id={userId} />
            <SubmitButton variant="secondary" pendingLabel={account("signingOut")}>
              {t("signOutOthers")}
            </SubmitButton>
          </form>
        )}
      </Card>
      <p className="text-ink-soft">
        {t.rich("unknown", {
          link: (chunks) => <TextLink href={paths.accountPassword}>{chunks}</TextLink>,
        })}
      </p>
    </SettingsPage>
  );
}
