import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SessionSummary } from "@/lib/account/list-sessions";
import { type Device, deviceName } from "@/lib/i18n/device-name";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { AboutField } from "../../_forms/about-field";
import { Moment, RelativeMoment } from "../../_pages/moment";
import { laptop, phone } from "../account-icons";
import { shownNetwork } from "../shown-network";
import { signOutOne } from "./actions";

const MOBILE = new Set<string | null>(["iOS", "Android"]);

/** A phone or a computer, by what the browser says of itself. */
function DeviceIcon({ device }: { device: Device }) {
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
      <Icon shape={MOBILE.has(device.os) ? phone : laptop} />
    </span>
  );
}

type ButtonProps = { id: string; userId: string; device: string; at: number };

/** Two devices may have the same name, so each button is named by its place in the list too. */
async function SignOutButton({ id, userId, device, at }: ButtonProps) {
  const [t, account] = [await getTranslations("accountSessions"), await getTranslations("account")];
  return (
    <form action={signOutOne} className="max-sm:ps-15">
      <AboutField id={userId} />
      <input type="hidden" name="session" value={id} />
      <SubmitButton variant="secondary" pendingLabel={account("signingOut")}>
        {t.rich("signOutOne", {
          number: String(at),
          device,
          more: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
      </SubmitButton>
    </form>
  );
}

type SessionProps = { session: SessionSummary; userId: string; at: number };

async function Session({ session, userId, at }: SessionProps) {
  const t = await getTranslations("accountSessions");
  const device = deviceName(session.device, await getLocale());
  const { trustedUntil } = session;
  return (
    <li className="flex flex-col justify-between gap-3 py-4 first:pt-0 last:pb-0 sm:flex-row sm:items-center">
      <div className="flex min-w-0 gap-4">
        <DeviceIcon device={session.device} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
            {device}
            {session.isCurrent && <Badge>{t("thisDevice")}</Badge>}
          </p>
          {!session.isCurrent && (
            <p className="text-sm">
              {t.rich("lastActive", { when: () => <RelativeMoment at={session.lastSeenAt} /> })}
            </p>
          )}
          {session.place !== "unknown" && (
            <p className="text-sm wrap-anywhere text-ink-soft">
              {t.rich("network", {
                network: () => <bdi dir="ltr">{shownNetwork(session.place)}</bdi>,
              })}
            </p>
          )}
          {trustedUntil && (
            <p className="text-sm text-ink-soft">
              {t.rich("trusted", { until: () => <Moment at={trustedUntil} show="day" /> })}
            </p>
          )}
          <p className="text-sm text-ink-soft">
            {t.rich("signedIn", { when: () => <Moment at={session.createdAt} /> })}
          </p>
        </div>
      </div>
      {!session.isCurrent && (
        <SignOutButton id={session.id} userId={userId} device={device} at={at} />
      )}
    </li>
  );
}

type Props = { sessions: SessionSummary[]; userId: string };

/** The devices that are signed in, each with the way to sign it out. */
export function SessionList({ sessions, userId }: Props) {
  return (
    <ol className="divide-y divide-line">
      {sessions.map((session, index) => (
        <Session key={session.id} session={session} userId={userId} at={index + 1} />
      ))}
    </ol>
  );
}
