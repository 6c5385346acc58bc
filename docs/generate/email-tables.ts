import { deliveryMoves, type FeedbackMove, type OwnMove } from "@/lib/email/delivery-status";
import type { FailureRule } from "@/lib/email/failures";
import { failureTable, type FailureKind, type KnownFailure } from "@/lib/email/failure-table";
import {
  type Consequence,
  getConsequence,
  type Reason,
  reasonTable,
} from "@/lib/email/reasons/reason-table";
import { textFailures } from "@/lib/email/text-failures";
import { translations } from "@/lib/i18n/translations";
import { code, table } from "./markdown";

const kinds: Record<FailureKind, string> = {
  soon: "soon",
  at_a_time: "at a time",
  never: "never",
  unknown: "unknown",
};

/** Everything that handing an email over can fail of, and what the waiting page says of it. */
export function failureRows(): string {
  const again = translations("en", "waitingForm")("wayAgain");
  const t = translations("en", "emailStatus");
  const rows = Object.entries<KnownFailure>(failureTable).flatMap(
    ([name, { kind, person, operator = "" }]) =>
      kind && !(name in reasonTable) && !(name in textFailures)
        ? [[code(name), kinds[kind], person ? t(person, { again }) : "", operator]]
        : [],
  );
  return table(["failure", "try again", "the person reads", "the operator does"], rows);
}

/** Everything that handing a text message over can fail of. */
export function textFailureRows(): string {
  const rows = Object.entries<KnownFailure>(textFailures).map(
    ([name, { kind, cause, operator = "" }]) => [
      code(name),
      cause,
      kind ? kinds[kind] : "",
      operator,
    ],
  );
  return table(["failure", "why", "try again", "the operator does"], rows);
}

const consequences: Record<Exclude<Consequence["kind"], "suppress">, string> = {
  retry: "tried again, no suppression",
  alarm: "alarm, no suppression; the email waits for a replay",
  stop: "no email until an operator lifts it",
  none: "nothing",
};

function describeConsequence(reason: Reason): string {
  const consequence = getConsequence(reason);
  if (consequence.kind !== "suppress") return consequences[consequence.kind];
  const { days } = consequence;
  return `suppressed for ${days} ${days === 1 ? "day" : "days"}, doubling`;
}

/** Why mail servers do not take an email, and what follows from it. */
export function reasonRows(): string {
  const [again, way] = [translations("en", "waitingForm")("wayAgain"), "…"];
  const t = translations("en", "emailStatus");
  const rows = (Object.keys(reasonTable) as Reason[]).map((reason) => {
    const { cause, person, operator = "" }: KnownFailure = reasonTable[reason];
    const read = person ? t(person, { again, address: way, later: way, otherAddress: way }) : "";
    return [code(reason), cause, describeConsequence(reason), read, operator];
  });
  return table(["reason", "why", "consequence", "the person reads", "the operator does"], rows);
}

/** How a provider says that something failed; the first row that fits holds. */
export function failureRules(
  rules: Pick<FailureRule<never>, "signs" | "code" | "source">[],
): string {
  const rows = rules.map(({ signs, code: failure, source }) => [signs, code(failure), source]);
  return table(["what it says", "failure", "source"], rows);
}

/** What each move is, in words, and who says that it happened. */
const moves: Record<OwnMove | FeedbackMove, { what: string; by: "Latchkey" | "SES" }> = {
  claimed: { what: "An attempt claims it", by: "Latchkey" },
  held: { what: "Its mailbox provider refuses our emails", by: "Latchkey" },
  suppressed: { what: "The address is suppressed", by: "Latchkey" },
  withdrawn: { what: "It is no longer needed", by: "Latchkey" },
  accepted: { what: "The email transport accepted it", by: "Latchkey" },
  put_off: { what: "Not accepted now", by: "Latchkey" },
  unanswered: { what: "Perhaps accepted: the answer was lost", by: "Latchkey" },
  refused: { what: "Refused for good", by: "Latchkey" },
  replayed: {
    what: "An operator replays it, or its mailbox provider accepts emails again",
    by: "Latchkey",
  },
  given_up: { what: "All attempts are used up", by: "Latchkey" },
  send: { what: "Send", by: "SES" },
  reject: { what: "Reject, Rendering Failure", by: "SES" },
  delay: { what: "DeliveryDelay", by: "SES" },
  soft_bounce: { what: "Bounce that is not permanent", by: "SES" },
  delivery: { what: "Delivery", by: "SES" },
  hard_bounce: { what: "Bounce, permanent", by: "SES" },
  complaint: { what: "Complaint", by: "SES" },
};

/** The state machine of a delivery: what can happen to it, where that leads, and from where. */
export function deliveryMoveRows(): string {
  const rows = (Object.keys(deliveryMoves) as (OwnMove | FeedbackMove)[]).map((name) => {
    const [{ to, from }, { what, by }] = [deliveryMoves[name], moves[name]];
    return [what, by, code(to), from.map(code).join(", ")];
  });
  return table(["what happens", "says who", "leads to", "from"], rows);
}
