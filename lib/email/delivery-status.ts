import type { Delivery } from "../db";

/** How far an email has come. */
export type DeliveryStatus = Delivery["status"];

/** How far an email has come, and of what it failed or why it waits, where that is known. */
export type Standing = { status: DeliveryStatus; failureCode: string | null };

/**
 * From what says least to what says most. What the provider tells can come late, twice and
 * in any order, so it only ever moves an email to the right: whatever order it comes in, the
 * same is true in the end. A late bounce or complaint beats "delivered"; a soft bounce does
 * not, because out-of-office replies come as such (Amazon SES, "Bounce types").
 */
const ORDER: readonly DeliveryStatus[] = [
  "queued",
  "sending",
  "deferred",
  "unknown",
  "sent",
  "cancelled",
  "failed",
  "delayed",
  "delivered",
  "bounced",
  "complained",
];

const before = (status: DeliveryStatus) => ORDER.slice(0, ORDER.indexOf(status));

type Move = { to: DeliveryStatus; from: readonly DeliveryStatus[] };

/** What we do with an email ourselves. */
const ownMoves = {
  /** One attempt takes it. (It also takes over a claim that is too old, which is no move.) */
  claimed: { to: "sending", from: ["queued", "deferred", "unknown"] },
  /** Its mailbox provider refuses our emails, so it waits. */
  held: { to: "deferred", from: ["queued", "sending", "deferred", "unknown"] },
  /** The address may not be written to. */
  suppressed: { to: "cancelled", from: ["queued", "sending", "deferred", "unknown"] },
  /** It has lost its point, and no attempt runs that may have sent it. */
  withdrawn: { to: "cancelled", from: ["queued", "deferred"] },
  /** The provider took it. */
  accepted: { to: "sent", from: before("sent") },
  /** The provider did not take it now. */
  put_off: { to: "deferred", from: ["sending"] },
  /** The provider may have taken it. */
  unanswered: { to: "unknown", from: ["sending"] },
  /** The provider will never take it. */
  refused: { to: "failed", from: ["sending"] },
  /**
   * It is tried again, because an operator wants it or its mailbox provider accepts our emails
   * again: the one way back. Of cancelled emails only those that a
   * suppression stopped, of those that bounced only those that were refused because of us, of
   * those that wait only the overdue ones (dead-letters.ts).
   */
  replayed: {
    to: "queued",
    from: ["queued", "sending", "deferred", "unknown", "failed", "cancelled", "bounced"],
  },
  /** The attempts are used up. What may have been taken stays unknown: that is the truth. */
  given_up: { to: "failed", from: ["queued", "sending", "deferred"] },
} as const satisfies Record<string, Move>;

/** What the provider tells of an email: from everything that says less. */
const feedbackMoves = {
  send: { to: "sent", from: before("sent") },
  reject: { to: "failed", from: before("failed") },
  delay: { to: "delayed", from: before("delayed") },
  /** The provider has stopped trying, for a reason that can pass. */
  soft_bounce: { to: "delayed", from: before("delayed") },
  delivery: { to: "delivered", from: before("delivered") },
  hard_bounce: { to: "bounced", from: before("bounced") },
  complaint: { to: "complained", from: before("complained") },
} as const satisfies Record<string, Move>;

export type OwnMove = keyof typeof ownMoves;
export type FeedbackMove = keyof typeof feedbackMoves;

/** The whole machine: what can happen to an email, where that leads, and from where it may. */
export const deliveryMoves: Readonly<Record<OwnMove | FeedbackMove, Move>> = {
  ...ownMoves,
  ...feedbackMoves,
};

/** The statuses from which something may happen, for use in a statement. */
export function comesFrom(move: OwnMove | FeedbackMove): DeliveryStatus[] {
  return [...deliveryMoves[move].from];
}

/**
 * Where an email stands after something happened to it; where it stood when that may not
 * happen there. Of two words of the provider that lead to the same status, the code that
 * sorts last stays, so that not even the reason depends on their order.
 */
export function advance(
  standing: Standing,
  move: OwnMove | FeedbackMove,
  failureCode: string | null = null,
): Standing {
  const { to, from } = deliveryMoves[move];
  if (from.includes(standing.status)) return { status: to, failureCode };
  const saysMore = standing.status === to && (standing.failureCode ?? "") < (failureCode ?? "");
  return move in feedbackMoves && saysMore ? { status: to, failureCode } : standing;
}

const LOST: readonly DeliveryStatus[] = ["bounced", "complained", "failed", "cancelled"];

/**
 * Whether an email does not get there by itself any more. A soft bounce is a delay that nobody
 * works on.
 */
export function isLost({ status, failure }: { status: DeliveryStatus; failure: string | null }) {
  return LOST.includes(status) || (status === "delayed" && failure !== null);
}
