import { findReasonByReplyCode, findReasonByStatus } from "./code-rules";
import { type Consequence, getConsequence, type Reason } from "./reason-table";
import { parseReply, type Reply, type ServerWords } from "./reply";
import { replyRules } from "./reply-rules";
import { findReasonBySesWords, type SesWords } from "./ses-words";

/** What is known of an email that did not arrive: a server's words, and SES's. */
export type Evidence = ServerWords & SesWords;

export type Decision = {
  reason: Reason;
  consequence: Consequence;
  /** Someone who runs the app should know of it. */
  isAlarm: boolean;
};

/** Reasons that say that the address leads nowhere. */
const isGone = (reason: Reason) => {
  const consequence = getConsequence(reason);
  return consequence.kind === "suppress" && consequence.days > 1;
};

/**
 * A server that took the recipient and then, having seen the message, "knows no such user" is a
 * filter (docomo and au answer so to unwanted senders), unless it gives the code for it too.
 */
function isFilterAnswer({ words, stage, status }: Reply): boolean {
  return stage === "DATA" && status !== "5.1.1" && /\b(?:user unknown|unknown user)\b/.test(words);
}

/** What speaks against a missing mailbox beside the words that say so. */
function findDoubt(reply: Reply): Reason | undefined {
  const { words, severity, status, stage } = reply;
  if (severity === "4" || status?.startsWith("4") || /temporar/.test(words))
    return "system_trouble";
  if (stage === "MAIL FROM") return "sender_dns_refused";
  if (/\bpolic(?:y|ies)\b|prohibited/.test(words)) return "policy_refused";
  return isFilterAnswer(reply) ? "recipient_policy" : undefined;
}

/** Text outweighs codes, because servers use 550 and 5.1.1 for everything. */
function readReply(reply: Reply): Reason | undefined {
  const { words, status, replyCode, blocklists } = reply;
  const said =
    (blocklists.length > 0 && !/gr[ea]y-?list/.test(words) ? "blocklisted" : undefined) ??
    replyRules.find(({ says }) => says.test(words))?.reason ??
    (status === null ? undefined : findReasonByStatus(status)) ??
    (replyCode === null ? undefined : findReasonByReplyCode(replyCode));
  return (said && isGone(said) ? findDoubt(reply) : undefined) ?? said;
}

/**
 * Why an email did not arrive, and what follows from that. Pure: everything that a transport or
 * SES tells goes through here. Contradictions are resolved towards leaving the address alone.
 */
export function decideByReason(evidence: Evidence): Decision {
  const { ses } = evidence;
  const reply = parseReply(evidence);
  const isForNow = ses
    ? ses.bounceType === "Transient" || ses.isDelay === true
    : reply.severity === "4";
  const bySes = findReasonBySesWords(evidence);
  const bySubType = bySes?.isCertain ? bySes.reason : undefined;
  const unknown: Reason = ses?.bounceType === "Permanent" || !isForNow ? "bounced" : "came_back";
  let reason = bySubType ?? readReply(reply) ?? bySes?.reason ?? unknown;
  // SES has looked at the whole DSN, and calls it passing.
  if (isForNow && getConsequence(reason).kind === "suppress") reason = "came_back";
  const consequence = getConsequence(reason);
  return {
    reason,
    consequence,
    isAlarm: consequence.kind === "alarm" || reason === "bounced",
  };
}
