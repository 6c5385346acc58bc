import { MINUTE, SECOND } from "@/lib/clock";
import type { Chance } from "./chance";

type Attempt = {
  outcome: "accepted" | "deferred" | "rejected" | null;
  failureCode: string | null;
  detail: string | null;
};

type Told = { type: string; detail: Record<string, string>; wait: number };

/** What becomes of one email. `wait` is in milliseconds from what happened before it. */
export type Fate = {
  status: string;
  failureCode: string | null;
  attempts: Attempt[];
  events: Told[];
  suppression?: "hard_bounce" | "complaint" | "not_me";
};

const accepted: Attempt = { outcome: "accepted", failureCode: null, detail: null };
const throttled: Attempt = {
  outcome: "deferred",
  failureCode: "throttled",
  detail: "Throttling: Maximum sending rate exceeded.",
};
const send: Told = { type: "Send", detail: {}, wait: 200 };
const delivery: Told = { type: "Delivery", detail: { smtpResponse: "250 2.0.0 OK" }, wait: 2_500 };
const bounce = (bounceType: string, bounceSubType: string, diagnosticCode: string): Told => ({
  type: "Bounce",
  detail: { bounceType, bounceSubType, action: "failed", diagnosticCode },
  wait: 3 * SECOND,
});
const delay: Told = {
  type: "DeliveryDelay",
  detail: { delayType: "TransientCommunicationFailure" },
  wait: 20 * MINUTE,
};

const delivered: Fate = {
  status: "delivered",
  failureCode: null,
  attempts: [accepted],
  events: [send, delivery],
};

const refused = (failureCode: string, detail: string): Fate => ({
  status: "failed",
  failureCode,
  attempts: [{ outcome: "rejected", failureCode, detail }],
  events: [],
});

const stopped = (failureCode: string): Fate => ({
  status: "cancelled",
  failureCode,
  attempts: [],
  events: [],
});

/** What can become of an email whose way is over, out of 10,000. */
const ENDS: readonly (readonly [Fate, number])[] = [
  [delivered, 9_150],
  [{ ...delivered, attempts: [throttled, accepted] }, 280],
  [{ ...delivered, events: [send, delay, delivery] }, 60],
  [{ ...delivered, events: [send], status: "sent" }, 130],
  [
    {
      ...delivered,
      status: "bounced",
      failureCode: "no_such_mailbox",
      events: [send, bounce("Permanent", "NoEmail", "smtp; 550 5.1.1 user unknown")],
      suppression: "hard_bounce",
    },
    150,
  ],
  [
    {
      ...delivered,
      status: "bounced",
      failureCode: "bounced",
      events: [send, bounce("Permanent", "General", "smtp; 554 5.7.1 relay access denied")],
      suppression: "hard_bounce",
    },
    50,
  ],
  [
    {
      ...delivered,
      status: "delayed",
      failureCode: "mailbox_full",
      events: [send, delay, bounce("Transient", "MailboxFull", "smtp; 452 4.2.2 mailbox full")],
    },
    30,
  ],
  [
    {
      ...delivered,
      status: "complained",
      failureCode: "complained",
      events: [
        send,
        delivery,
        { type: "Complaint", detail: { complaintFeedbackType: "abuse" }, wait: 90 * MINUTE },
      ],
      suppression: "complaint",
    },
    5,
  ],
  [refused("no_such_mailbox", "550 5.1.1 no such user here"), 15],
  [refused("rejected", "MessageRejected: Message is not acceptable."), 8],
  [refused("sender_not_verified", "MessageRejected: Email address is not verified."), 6],
  [refused("sandbox", "MessageRejected: Email address is not verified."), 3],
  [refused("account_paused", "AccountSendingPausedException: Sending is paused."), 4],
  [refused("configuration", "ConfigurationSetDoesNotExistException: It does not exist."), 2],
  [
    {
      status: "failed",
      failureCode: "gave_up",
      attempts: Array<Attempt>(6).fill(throttled),
      events: [],
    },
    12,
  ],
  [
    {
      status: "unknown",
      failureCode: "unanswered",
      attempts: [
        { outcome: null, failureCode: "unanswered", detail: "TimeoutError: No answer came." },
      ],
      events: [],
    },
    3,
  ],
  [{ ...stopped("suppressed"), suppression: "not_me" }, 10],
  [stopped("suppressed_bounce"), 12],
  [stopped("suppressed_complaint"), 1],
  [stopped("suppressed_by_operator"), 1],
  // It had lost its point before it went out.
  [{ status: "cancelled", failureCode: null, attempts: [], events: [] }, 68],
];

/** Where an email can stand that is still on its way, by how old it is (milliseconds). */
function underWay(age: number): Fate | null {
  if (age < 300) return { status: "queued", failureCode: null, attempts: [], events: [] };
  if (age < 6 * SECOND)
    return { status: "sent", failureCode: null, attempts: [accepted], events: [send] };
  return null;
}

/** What has become of an email by now. Only emails of the first kind may suppress an address. */
export function fateOf(template: string, age: number, chance: Chance): Fate {
  const early = underWay(age);
  if (early) return early;
  if (age < 3 * MINUTE && chance.happens(0.02))
    return { status: "deferred", failureCode: "throttled", attempts: [throttled], events: [] };
  if (template === "confirm_email") return chance.byWeight(ENDS);
  return chance.happens(0.985)
    ? delivered
    : refused("rejected", "MessageRejected: Message is not acceptable.");
}
