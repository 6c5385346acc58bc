import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { listSessions } from "@/lib/account/list-sessions";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { AboutField } from "../../_forms/about-field";
import { SettingsPage } from "../settings-page";
import { signOutOthers } from "./actions";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Sessions" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SessionsPage({ searchParams }: Props) {
  const { userId, sessionId } = await requireAccount(paths.accountSessions);
  const [query, sessions] = [await searchParams, await listSessions(userId, sessionId)];
  return (
    <SettingsPage title="Sessions" intro="The browsers in which you are signed in.">
      {"ended" in query && (
        <Alert tone="success" title="That browser is signed out">
          Its next click leads to the page where one signs in.
        </Alert>
      )}
      {"others-ended" in query && (
        <Alert tone="success" title="Every other browser is signed out">
          Only this one is signed in now.
        </Alert>
      )}
      <Card>
        <SessionList sessions={sessions} userId={userId} />
        {sessions.length > 1 && (
          <form action={signOutOthers}>
            <AboutField id={userId} />
            <SubmitButton variant="secondary" pendingLabel="Signing out…">
              Sign out everywhere else
            </SubmitButton>
          </form>
        )}
      </Card>
      <p className="text-ink-soft">
        One of them is not yours? Sign it out, and{" "}
        <TextLink href={paths.accountPassword}>change your password</TextLink>. A session ends by
        itself after a week without a visit.
      </p>
    </SettingsPage>
  );
}
