import { StatusLine, type Progress } from "@/components/ui/status-line";
import type { WaitingState } from "@/lib/accounts/waiting-state";

type Mail = NonNullable<WaitingState["mail"]>;

const progress: Record<Mail["status"], { state: Progress; label: string; advice: string }> = {
  queued: { state: "queued", label: "Waiting to be sent", advice: "This takes a moment." },
  sending: { state: "working", label: "Being sent", advice: "This takes a moment." },
  sent: {
    state: "done",
    label: "Sent",
    advice: "Look in your spam folder too. Open the link here, or type the code below.",
  },
  deferred: {
    state: "deferred",
    label: "Delayed",
    advice: "The mail service takes no mail right now. We keep trying; you need not do anything.",
  },
  failed: { state: "failed", label: "Not sent", advice: "" },
  cancelled: { state: "failed", label: "Not sent", advice: "" },
};

const TRY_LATER =
  "We could not send the mail. This is our fault, not yours; please try “Resend email” later.";

const NOT_NEEDED = "This mail was no longer needed.";

const reasons: Record<string, string> = {
  suppressed:
    "Whoever reads mail at this address asked us to send no such mails for 30 days. If that was you, open “This was not me” in our last mail once more: there you can allow them again.",
  rejected: "The mail service refused this address. Please check that it is right.",
  gave_up: "The mail service did not take our mail for over an hour. Please try “Resend email”.",
};

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" });

type Props = { mail: Mail };

/** How far the mail has come, in words that change while one watches. */
export function MailProgress({ mail }: Props) {
  const { state, label, advice } = progress[mail.status];
  const fallBack = mail.status === "failed" ? TRY_LATER : NOT_NEEDED;
  const why = state === "failed" ? (reasons[mail.failure ?? ""] ?? fallBack) : advice;
  return (
    <StatusLine
      state={state}
      label={label}
      time={{ dateTime: mail.at, text: `${clock.format(new Date(mail.at))} UTC` }}
    >
      {why}
    </StatusLine>
  );
}
