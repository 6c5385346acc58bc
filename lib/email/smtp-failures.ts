import {
  type FailureRule,
  isSendFailureCode,
  knownFailure,
  type SendFailureCode,
} from "./failures";
import { decideByReason } from "./reasons/decide-by-reason";
import type { Reason } from "./reasons/reason-table";
import type { ServerWords } from "./reasons/reply";
import { whoIsNotVerified } from "./who-is-not-verified";
import type { RawEmail } from "./transport";

/** What Nodemailer throws: a reply of the server, or trouble on the way to it. */
export type SmtpError = Error & {
  /** Nodemailer's own word for the kind of trouble. */
  code?: string;
  /** The command that was refused. */
  command?: string;
  response?: string;
  /** The three digits of the reply. */
  responseCode?: number;
};

const REPLIES = "RFC 5321, 4.2.3";
const STATUS_CODES = "RFC 3463";
const SES_REPLIES = "SES Developer Guide, “SMTP response codes returned by Amazon SES”";

/** The enhanced status code of a reply, such as "5.1.1"; empty where the server gives none. */
function statusOf({ response = "" }: SmtpError): string {
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? "";
}

const replies =
  (...codes: number[]) =>
  (error: SmtpError) =>
    codes.includes(error.responseCode ?? 0);

const status =
  (...codes: string[]) =>
  (error: SmtpError) =>
    codes.includes(statusOf(error));

/** Reasons to refuse `MAIL FROM` that have nothing to do with whether we may send as it. */
const NOT_THE_SENDER = ["blocklisted", "reputation_refused", "too_large"];

const stages: Record<string, ServerWords["stage"]> = {
  "MAIL FROM": "MAIL FROM",
  "RCPT TO": "RCPT TO",
  DATA: "DATA",
};

/** Why a server refused, by the table that SES's bounces go through as well. */
function decide({ response, responseCode, command = "" }: SmtpError) {
  return decideByReason({ text: response, replyCode: responseCode, stage: stages[command] });
}

const findReason = (error: SmtpError) => decide(error).reason;

const says = (pattern: RegExp) => (error: SmtpError) => pattern.test(error.response ?? "");

/**
 * What our own SMTP server says of us. What it says of a mailbox is decided by the table of
 * reasons (`reasons/reason-table.ts`), after these.
 */
export const smtpFailureRules: FailureRule<SmtpError>[] = [
  {
    signs: "454 “Throttling failure: Daily message quota exceeded”",
    matches: says(/^454.*daily message quota/i),
    code: "quota_used_up",
    source: SES_REPLIES,
  },
  {
    signs: "454 “Throttling failure: Maximum sending rate exceeded”, 421 “Too many …”",
    matches: says(/^4\d\d.*(throttling|too many|rate limit)/i),
    code: "throttled",
    source: SES_REPLIES,
  },
  {
    signs: "any refusal of `AUTH`; 530, 534, 535, 538; x.7.8",
    matches: (error) =>
      error.code === "EAUTH" ||
      replies(530, 534, 535, 538)(error) ||
      status("4.7.8", "5.7.8")(error),
    code: "credentials",
    source: "RFC 4954, 6",
  },
  {
    signs: "554 “Access denied”",
    matches: says(/^554 access denied/i),
    code: "credentials",
    source: SES_REPLIES,
  },
  {
    signs: "554 “Email address is not verified”, of the recipient alone",
    matches: ({ response }, mail) => whoIsNotVerified(response, mail) === "recipient",
    code: "sandbox",
    source: SES_REPLIES,
  },
  {
    signs: "554 “Email address is not verified”, of `MAIL_FROM`",
    matches: ({ response }, mail) => whoIsNotVerified(response, mail) === "sender",
    code: "sender_not_verified",
    source: SES_REPLIES,
  },
  {
    signs: "5xx to `MAIL FROM` that speaks of no blocklist, reputation or size; 5.1.7, 5.1.8",
    matches: (error) =>
      status("5.1.7", "5.1.8")(error) ||
      (says(/^5/)(error) &&
        error.command === "MAIL FROM" &&
        !NOT_THE_SENDER.includes(findReason(error)) &&
        findReason(error) !== "too_large"),
    code: "sender_not_verified",
    source: `${STATUS_CODES}; ${REPLIES}`,
  },
  {
    signs: "an address that Nodemailer does not send to",
    matches: ({ code, response }) => code === "EENVELOPE" && !response,
    code: "rejected",
    source: "Nodemailer, “Error codes”",
  },
  {
    signs: "no connection, no greeting, no STARTTLS, a certificate that is not trusted",
    matches: ({ code = "", responseCode }) =>
      !responseCode && ["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS"].includes(code),
    code: "unavailable",
    source: "Nodemailer, “Error codes”",
  },
];

/** Whether the server said no itself: then it has not taken the email. */
export function isRefusal({ responseCode = 0, code, command }: SmtpError): boolean {
  return responseCode >= 400 || (code === "EENVELOPE" && command === "API");
}

/**
 * What an error of an SMTP server means for an email. What nobody has seen is worth another try.
 */
export function smtpFailure(error: SmtpError, mail: RawEmail): SendFailureCode {
  const code = smtpFailureRules.find((rule) => rule.matches(error, mail))?.code;
  if (code) return code;
  const { response = "", responseCode = 0 } = error;
  // Of a connection that the server closes, Nodemailer keeps the three digits alone.
  const severity = (response || String(responseCode)).slice(0, 1);
  if (severity !== "4" && severity !== "5") return "unavailable";
  const reason = findReason(error);
  const failure = knownFailure(reason);
  const isNamed = reason !== "system_trouble" && failure?.kind !== "never";
  if (isSendFailureCode(reason) && (severity === "5" || isNamed)) return reason;
  return [421, 450, 451].includes(responseCode) ? "asked_to_wait" : "unavailable";
}

/**
 * What a server blames us for that may take the email later, such as a blocklist in a 451: worth
 * an alarm, and no reason to give the email up. Undefined for an answer that blames nobody, and
 * for what our own server says of our account.
 */
export function findBlame(error: SmtpError, code: SendFailureCode): Reason | undefined {
  if (code !== "asked_to_wait" && code !== "unavailable") return undefined;
  const { reason, consequence } = decide(error);
  return consequence.kind === "alarm" ? reason : undefined;
}
