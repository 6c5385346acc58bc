import type { DeliveryStatus } from "./delivery-status";
import { type FailureCode, knownFailure } from "./failures";
import type { FeedbackCode } from "./ses-events/feedback-codes";

/** Why an email waits or did not come, and whether its address may be wrong or of no use. */
type Reason = { reason: string | null; isAddressDoubtful: boolean };

/** What a person can do on the page where they read of it. */
export type WayOut = {
  /** The address may be wrong. */
  address: string;
  /** Its owner, or time, may help. */
  later: string;
};

/** On the waiting page. */
const waiting: WayOut = {
  address:
    "Please correct the address below. If it is right, “Resend email” tries it anew, once a day.",
  later: "Please try “Resend email” later, or use another address.",
};

const otherAddress = (way: WayOut) =>
  way === waiting
    ? "Please use another address, or ask whoever runs this site to allow mails to it again."
    : way.address;

type Words = (way: WayOut) => string;

/** What the provider tells, and what we decided by it, as the person waiting reads it. */
const REASONS: Partial<Record<FailureCode | FeedbackCode, Words>> = {
  no_such_mailbox: ({ address }) => `The mail came back: this mailbox does not exist. ${address}`,
  bounced: ({ address }) =>
    `The mail came back: the mailbox’s provider will not take it. ${address}`,
  bounced_before: ({ address }) =>
    `The mail service did not deliver it, because earlier mails to this address came back. ${address}`,
  suppressed_bounce: ({ address }) =>
    `An earlier mail to this address came back, so we sent none. ${address}`,
  mailbox_full: ({ later }) => `The mail came back: the mailbox is full. ${later}`,
  came_back: ({ later }) =>
    `The mail came back: the mailbox’s provider did not take it this time. ${later}`,
  too_large: ({ later }) =>
    `The mail came back: the mailbox’s provider found it too large. ${later}`,
  content_refused: ({ later }) =>
    `The mail came back: the mailbox’s provider took it for unwanted mail. ${later}`,
  complained: (way) =>
    `Whoever reads mail at this address marked ours as spam, so we send no more there. ${otherAddress(way)}`,
  suppressed_complaint: (way) =>
    `Whoever reads mail at this address marked an earlier one of ours as spam, so we sent none. ${otherAddress(way)}`,
  suppressed_by_operator: () =>
    "Whoever runs this site has stopped mails to this address, so we sent none. Please use another address, or write to them.",
  suppressed: () =>
    "Whoever reads mail at this address asked us to send no such mails for 30 days. If that was you, open “This was not me” in our last mail once more: there you can allow them again.",
  content_stopped: (way) =>
    `The mail service stopped our mail. This is our fault, not yours; ${again(way)}`,
  gave_up: (way) =>
    way === waiting
      ? "The mail service did not take our mail for over an hour. Please try “Resend email”."
      : `The mail service did not take our mail for over an hour. ${way.later}`,
};

/** As it ends a sentence of the failure table, which is written for the waiting page. */
const RESEND_LATER = "please try “Resend email” later.";

function again(way: WayOut): string {
  return way === waiting ? RESEND_LATER : lowerFirst(way.later);
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);

const DOUBTFUL: ReadonlySet<string> = new Set<FailureCode | FeedbackCode>([
  "no_such_mailbox",
  "bounced",
  "bounced_before",
  "suppressed_bounce",
  "mailbox_full",
  "came_back",
  "too_large",
  "content_refused",
  "complained",
  "suppressed_complaint",
  "recipient_unknown",
  "rejected",
]);

/** The reason behind a delivery's failure code, in words for the person who waits. */
export function explainEmailFailure(failureCode: string | null, way: WayOut = waiting): Reason {
  const code = failureCode as FailureCode | null;
  const known = code && knownFailure(code)?.person.replace(RESEND_LATER, again(way));
  return {
    reason: code && (REASONS[code]?.(way) ?? known ?? null),
    isAddressDoubtful: code !== null && DOUBTFUL.has(code),
  };
}

/**
 * Whether an email does not get there by itself any more. A soft bounce is a delay that nobody
 * works on.
 */
export function isLost({ status, failure }: { status: DeliveryStatus; failure: string | null }) {
  return LOST.has(status) || (status === "delayed" && failure !== null);
}

const LOST = new Set<DeliveryStatus>(["bounced", "complained", "failed", "cancelled"]);
