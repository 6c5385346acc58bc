import { Badge } from "@/components/ui/badge";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SessionSummary } from "@/lib/account/list-sessions";
import { AboutField } from "../../_forms/about-field";
import { Moment } from "../../_pages/moment";
import { signOutOne } from "./actions";

type Props = { sessions: SessionSummary[]; userId: string };

type ButtonProps = { id: string; userId: string; device: string; at: number };

/** Two browsers may be of one kind, so each button is named by its place in the list too. */
function SignOutButton({ id, userId, device, at }: ButtonProps) {
  return (
    <form action={signOutOne}>
      <AboutField id={userId} />
      <input type="hidden" name="session" value={id} />
      <SubmitButton variant="secondary" pendingLabel="Signing out…">
        Sign out
        <span className="sr-only">
          {" "}
          browser {at}: {device}
        </span>
      </SubmitButton>
    </form>
  );
}

/** The browsers that are signed in, each with the way to sign it out. */
export function SessionList({ sessions, userId }: Props) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {sessions.map(({ id, device, place, createdAt, lastSeenAt, isCurrent }, index) => (
        <li key={id} className="flex flex-col items-start gap-3 py-4">
          <div>
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
              {device}
              {isCurrent && <Badge>This browser</Badge>}
            </p>
            <p className="text-sm wrap-anywhere text-ink-soft">From {place}</p>
            <p className="text-sm text-ink-soft">
              Last seen <Moment at={lastSeenAt} />
            </p>
            <p className="text-sm text-ink-soft">
              Signed in <Moment at={createdAt} />
            </p>
          </div>
          {!isCurrent && <SignOutButton id={id} userId={userId} device={device} at={index + 1} />}
        </li>
      ))}
    </ol>
  );
}
