"use client";

import type { ReactNode } from "react";
import { useText } from "@/components/text";
import { StatusLine, type Progress } from "@/components/ui/status-line";
import type { EmailText, WayOut } from "@/lib/email/failure-table";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { Moment, useMomentText } from "../_pages/moment";

type Mail = NonNullable<WaitingState["mail"]>;
type Look = { state: Progress; label: EmailText; advice: EmailText };

/** How each status looks; `advice` is for where nothing more is known. */
const looks: Record<Mail["status"], Look> = {
  queued: { state: "queued", label: "labelQueued", advice: "fewSeconds" },
  sending: { state: "working", label: "labelSending", advice: "fewSeconds" },
  deferred: { state: "deferred", label: "labelDelayed", advice: "keepTrying" },
  unknown: { state: "deferred", label: "labelChecking", advice: "unsure" },
  sent: { state: "done", label: "labelSent", advice: "onItsWay" },
  delayed: { state: "deferred", label: "labelDelayed", advice: "notYet" },
  delivered: { state: "done", label: "labelDelivered", advice: "delivered" },
  bounced: { state: "failed", label: "labelBounced", advice: "undeliverable" },
  complained: { state: "failed", label: "labelMarkedAsSpam", advice: "markedAsSpam" },
  failed: { state: "failed", label: "labelNotSent", advice: "ourFault" },
  cancelled: { state: "failed", label: "labelNotSent", advice: "notNeeded" },
};

/** A soft bounce is a delay that nobody works on any more: only the person can go on. */
function lookOf({ status, reason }: Mail): Look {
  if (status === "delayed" && reason) return looks.bounced;
  return looks[status];
}

/** What the person can know and do. */
function Advice({ mail, way }: { mail: Mail; way: WayOut }): ReactNode {
  const t = useText("emailStatus");
  const { status, reason, triesUntil } = mail;
  if (status === "delayed" && !reason && triesUntil) {
    const [before, after] = t("notYetUntil").split("{when}");
    return (
      <>
        {before}
        <Moment at={triesUntil} show="soon" />
        {after}
      </>
    );
  }
  const { address, later, again = later, otherAddress = address } = way;
  // A page that was opened before a deployment may not have the text of a new reason.
  return t(reason && t.has(reason) ? reason : looks[status].advice, {
    address,
    later,
    again,
    otherAddress,
  });
}

type Props = {
  mail: Mail;
  /** What to do, on this page, when the email does not arrive. */
  way: WayOut;
  /** What it says of an email that was accepted, where the waiting page's words do not fit. */
  accepted?: { label?: string; advice: string };
};

const ACCEPTED = new Set<Mail["status"]>(["sent", "delivered"]);

/** How far the email has come, in words that change while one watches. */
export function EmailProgress({ mail, way, accepted }: Props) {
  const t = useText("emailStatus");
  const { state, label } = lookOf(mail);
  const text = useMomentText(mail.at, "clock");
  const own = ACCEPTED.has(mail.status) ? accepted : undefined;
  return (
    <StatusLine state={state} label={own?.label ?? t(label)} time={{ dateTime: mail.at, text }}>
      {own?.advice ?? <Advice mail={mail} way={way} />}
    </StatusLine>
  );
}
