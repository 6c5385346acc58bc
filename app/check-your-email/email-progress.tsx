"use client";

import type { ReactNode } from "react";
import { StatusLine, type Progress } from "@/components/ui/status-line";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { Moment, useMomentText } from "../_pages/moment";

type Mail = NonNullable<WaitingState["mail"]>;
type Look = { state: Progress; label: string; advice: string };

const NOT_SENT: Look = {
  state: "failed",
  label: "Not sent",
  advice:
    "We could not send the mail. This is our fault, not yours; please try “Resend email” later.",
};

/** How each status looks; `advice` is for where nothing more is known. */
const looks: Record<Mail["status"], Look> = {
  queued: { state: "queued", label: "Waiting to be sent", advice: "This takes a moment." },
  sending: { state: "working", label: "Being sent", advice: "This takes a moment." },
  deferred: {
    state: "deferred",
    label: "Delayed",
    advice: "The mail service takes no mail right now. We keep trying; you need not do anything.",
  },
  unknown: {
    state: "deferred",
    label: "We do not know yet",
    advice:
      "The mail service did not say whether it took the mail. Please look into your mailbox; we are finding out.",
  },
  sent: {
    state: "done",
    label: "Sent",
    advice:
      "The mail service accepted it and hands it over. Look in your spam folder too. Open the link here, or type the code below.",
  },
  delayed: {
    state: "deferred",
    label: "Delayed",
    advice: "Your mailbox’s provider does not take the mail yet; you need not do anything.",
  },
  delivered: {
    state: "done",
    label: "Delivered",
    advice:
      "Your mailbox’s provider has it. If you do not see it, look in your spam folder. Open the link here, or type the code below.",
  },
  bounced: {
    state: "failed",
    label: "Came back",
    advice: "The mailbox’s provider did not take the mail. Please correct the address below.",
  },
  complained: {
    state: "failed",
    label: "Marked as spam",
    advice: "Whoever reads mail at this address wants none of ours. Please use another address.",
  },
  failed: NOT_SENT,
  cancelled: { ...NOT_SENT, advice: "This mail was no longer needed." },
};

/** A soft bounce is a delay that nobody works on any more: only the person can go on. */
function lookOf({ status, reason }: Mail): Look {
  if (status === "delayed" && reason) return looks.bounced;
  return looks[status];
}

function adviceOf({ status, reason, triesUntil }: Mail): ReactNode {
  if (status === "delayed" && !reason && triesUntil)
    return (
      <>
        Your mailbox’s provider does not take the mail yet. The mail service keeps trying until
        about <Moment at={triesUntil} show="soon" />; you need not do anything.
      </>
    );
  return reason ?? looks[status].advice;
}

type Props = {
  mail: Mail;
  /** What it says of an email that was accepted, where the waiting page's words do not fit. */
  accepted?: { label?: string; advice: string };
};

const ACCEPTED = new Set<Mail["status"]>(["sent", "delivered"]);

/** How far the email has come, in words that change while one watches. */
export function EmailProgress({ mail, accepted }: Props) {
  const { state, label } = lookOf(mail);
  const text = useMomentText(mail.at, "clock");
  const own = ACCEPTED.has(mail.status) ? accepted : undefined;
  return (
    <StatusLine state={state} label={own?.label ?? label} time={{ dateTime: mail.at, text }}>
      {own?.advice ?? adviceOf(mail)}
    </StatusLine>
  );
}
