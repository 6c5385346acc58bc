import type { FailureRule, SendFailureCode } from "./failures";
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

const says = (pattern: RegExp) => (error: SmtpError) => pattern.test(error.response ?? "");

/** Replies of SMTP servers, the special before the general. */
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
    signs: "any refusal of `AUTH`; 530, 534, 535, 538; x.7.8, x.7.9",
    matches: (error) =>
      error.code === "EAUTH" ||
      replies(530, 534, 535, 538)(error) ||
      status("4.7.8", "5.7.8", "4.7.9", "5.7.9")(error),
    code: "credentials",
    source: "RFC 4954, 6",
  },
  {
    signs: "554 “Access denied”",
    matches: says(/^554.*access denied/i),
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
    signs: "421, 450, 451",
    matches: replies(421, 450, 451),
    code: "asked_to_wait",
    source: `${REPLIES}; RFC 6647 (greylisting)`,
  },
  {
    signs: "any other 4xx",
    matches: says(/^4/),
    code: "unavailable",
    source: REPLIES,
  },
  {
    signs: "5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10, 5.2.1",
    matches: status("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"),
    code: "recipient_unknown",
    source: `${STATUS_CODES}; RFC 7505 (5.1.10)`,
  },
  {
    signs: "552, 5.2.3, 5.3.4 (too large)",
    matches: (error) => replies(552)(error) || status("5.2.3", "5.3.4")(error),
    code: "rejected",
    source: STATUS_CODES,
  },
  {
    signs: "any other 5xx to `MAIL FROM`; 5.1.7, 5.1.8",
    matches: (error) =>
      (says(/^5/)(error) && error.command === "MAIL FROM") || status("5.1.7", "5.1.8")(error),
    code: "sender_not_verified",
    source: `${STATUS_CODES}; ${REPLIES}`,
  },
  {
    signs: "any other 5xx; an address that Nodemailer does not send to",
    matches: (error) => says(/^5/)(error) || error.code === "EENVELOPE",
    code: "rejected",
    source: REPLIES,
  },
  {
    signs: "no connection, no greeting, no STARTTLS, a certificate that is not trusted",
    matches: ({ code = "" }) =>
      ["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "ETLS"].includes(code),
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
  return smtpFailureRules.find((rule) => rule.matches(error, mail))?.code ?? "unavailable";
}
