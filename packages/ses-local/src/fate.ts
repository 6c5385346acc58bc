import { after } from "./time";
import type { SuppressionReason } from "./account";
import type { Fault } from "./fault";
import type { FATE_FAULTS } from "./fault";
import type { SentMail } from "./sent-mail";
import { type Refused, type SesEvent, sesEvents } from "./ses-events";
import { scenarioOf } from "./simulator";

/** An event that SES will publish, `afterMs` milliseconds after it took the email. */
export interface PlannedEvent {
  afterMs: number;
  make: (mail: SentMail, at: Date) => SesEvent;
}

/** What becomes of an email that SES has taken. */
export interface Fate {
  events: PlannedEvent[];
  /** When it is in its mailbox, milliseconds after SES took it; null for never. */
  arrivesAfterMs: number | null;
  /** Why SES would put the address on the account's list. */
  suppressAs?: SuppressionReason;
}

/** A mailbox's provider answers that fast. */
const ANSWER_MS = 100;
/** How much later a person, or a program that answers for them, reacts. */
const REACTION_MS = 400;
/** How long SES goes on trying ("DeliveryDelay": 14 hours by default). */
const SES_TRIES_MS = 14 * 3_600_000;

const NO_SUCH_MAILBOX: Refused = {
  bounceType: "Permanent",
  bounceSubType: "General",
  action: "failed",
  status: "5.1.1",
  diagnosticCode: "smtp; 550 5.1.1 user unknown",
};
const MAILBOX_FULL: Refused = {
  bounceType: "Transient",
  bounceSubType: "MailboxFull",
  action: "failed",
  status: "5.2.2",
  diagnosticCode: "smtp; 552 5.2.2 mailbox full",
};
/** SES tells of an automatic answer without the recipient's status. */
const OUT_OF_OFFICE: Refused = { bounceType: "Transient", bounceSubType: "General" };
const BOUNCED_BEFORE: Refused = {
  bounceType: "Permanent",
  bounceSubType: "Suppressed",
  action: "failed",
  status: "5.1.1",
  diagnosticCode:
    "Amazon SES has suppressed sending to this address because it has a recent history of " +
    "bouncing as an invalid address.",
};
const ON_OUR_LIST: Refused = {
  bounceType: "Permanent",
  bounceSubType: "OnAccountSuppressionList",
  action: "failed",
  status: "5.1.1",
  diagnosticCode:
    "Amazon SES did not send the message to this address because it is on the suppression " +
    "list for your account.",
};

const send: PlannedEvent = { afterMs: 0, make: (mail) => sesEvents.send(mail) };
const delivery = (afterMs = ANSWER_MS): PlannedEvent => ({
  afterMs,
  make: (mail, at) => sesEvents.delivery(mail, at),
});
const bounce = (why: Refused, afterMs = ANSWER_MS): PlannedEvent => ({
  afterMs,
  make: (mail, at) => sesEvents.bounce(mail, at, why),
});
const complaint: PlannedEvent = {
  afterMs: ANSWER_MS + REACTION_MS,
  make: (mail, at) => sesEvents.complaint(mail, at),
};
const delay: PlannedEvent = {
  afterMs: ANSWER_MS,
  make: (mail, at) => sesEvents.delay(mail, at, after(mail.sentAt, SES_TRIES_MS)),
};

const delivered = (...then: PlannedEvent[]): Fate => ({
  events: [send, delivery(), ...then],
  arrivesAfterMs: 0,
});
const returned = (why: Refused): Fate => ({ events: [send, bounce(why)], arrivesAfterMs: null });

type FateFault = Pick<Fault, "ms"> & { fault: (typeof FATE_FAULTS)[number] };

function fateByFault({ fault, ms }: FateFault): Fate {
  switch (fault) {
    case "hard_bounce":
      return { ...returned(NO_SUCH_MAILBOX), suppressAs: "BOUNCE" };
    case "soft_bounce":
      return returned(MAILBOX_FULL);
    case "late_bounce":
      return {
        ...delivered(bounce(NO_SUCH_MAILBOX, Math.max(ms, ANSWER_MS))),
        suppressAs: "BOUNCE",
      };
    case "complaint":
      return { ...delivered(complaint), suppressAs: "COMPLAINT" };
    case "delay": {
      const arrivesAfterMs = Math.max(ms, ANSWER_MS);
      return { events: [send, delay, delivery(arrivesAfterMs)], arrivesAfterMs };
    }
  }
}

/**
 * The mailbox simulator's answers; its addresses get on no list ("Using the mailbox simulator").
 */
function fateByAddress(address: string): Fate {
  switch (scenarioOf(address)) {
    case "bounce":
      return returned(NO_SUCH_MAILBOX);
    case "suppressionlist":
      return returned(BOUNCED_BEFORE);
    case "complaint":
      return delivered(complaint);
    case "ooto":
      return delivered(bounce(OUT_OF_OFFICE, ANSWER_MS + REACTION_MS));
    case "success":
    case undefined:
      return delivered();
  }
}

/** Decides by the account's list, then by a fault, then by the address itself. */
export function fateOf(
  address: string,
  { isSuppressed, fault }: { isSuppressed: boolean; fault: FateFault | undefined },
): Fate {
  if (isSuppressed) return returned(ON_OUR_LIST);
  return fault ? fateByFault(fault) : fateByAddress(address);
}
