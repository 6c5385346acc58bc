import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { recentActivity } from "@/lib/audit/recent-activity";
import { paths } from "@/lib/paths";
import { requireAccount } from "@/lib/session/require-account";
import { Moment } from "../../_pages/moment";
import { SettingsPage } from "../settings-page";

export const metadata: Metadata = { title: "Recent activity" };

export default async function ActivityPage() {
  const { userId } = await requireAccount(paths.accountActivity);
  const activity = await recentActivity(userId);
  return (
    <SettingsPage
      title="Recent activity"
      intro="What happened to your account lately, the newest first."
    >
      <Card>
        <ol className="divide-y divide-line border-y border-line">
          {activity.map(({ id, what, from, at, isByAnybody }) => (
            <li key={id} className="py-3.5">
              <p className="font-medium">{what}</p>
              <p className="text-sm wrap-anywhere text-ink-soft">From {from}</p>
              <p className="text-sm text-ink-soft">
                <Moment at={at} />
              </p>
              {isByAnybody && (
                <p className="pt-1 text-sm">Anybody who knows your address can do this.</p>
              )}
            </li>
          ))}
        </ol>
      </Card>
      <p className="text-ink-soft">
        Something here was not you?{" "}
        <TextLink href={paths.accountPassword}>Change your password</TextLink>, and{" "}
        <TextLink href={paths.accountSessions}>sign out</TextLink> the browsers you do not know.
      </p>
    </SettingsPage>
  );
}
