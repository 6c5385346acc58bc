import { failureTable, type FailureKind, type KnownFailure } from "./failure-table";
import { redactForeignText } from "../foreign-text";
import type { RawEmail } from "./transport";

/** What handing an email over failed of, in words that a database and a page can use. */
export type SendFailureCode = keyof typeof failureTable;

/** Why an email is not on its way. */
export type FailureCode =
  | SendFailureCode
  /** All attempts are used up. */
  | "gave_up"
  /** Never tried: the owner of the mailbox stopped this kind of email. */
  | "suppressed"
  /** Never tried: an email to this address came back for good. */
  | "suppressed_bounce"
  /** Never tried: whoever reads email there called one of ours spam. */
  | "suppressed_complaint"
  /** Never tried: an operator stopped every email to this address. */
  | "suppressed_by_operator"
  /** Never tried: word that there is no account, of which there are too many right now. */
  | "held_back";

/** A failed attempt: what it failed of, whether to try again, and the provider's own words. */
export type Failure = {
  kind: FailureKind;
  code: SendFailureCode;
  detail: string;
};

/** A transport's error, by what it means. Its cause is the error in the provider's words. */
export class SendError extends Error {
  override readonly name = "SendError";
  constructor(
    readonly code: SendFailureCode,
    cause: unknown,
  ) {
    super(`The mail was not taken: ${code}`, { cause });
  }
}

/** What a code stands for; undefined for those that no transport gives. */
export function knownFailure(code: FailureCode): KnownFailure | undefined {
  return (failureTable as Partial<Record<FailureCode, KnownFailure>>)[code];
}

/** Tells failures apart. One that is no SendError is a bug of ours, which a deployment may mend. */
export function classifyFailure(error: unknown): Failure {
  const [code, thrown] =
    error instanceof SendError ? [error.code, error.cause] : ["unavailable" as const, error];
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { kind } = failureTable[code];
  const detail = redactForeignText(`${name}: ${message}`);
  return { kind, code, detail };
}

/** How a provider says that something failed. Of several that match, the first one holds. */
export type FailureRule<Error> = {
  /** The provider's signs, as README.md shows them. */
  signs: string;
  matches: (error: Error, mail: RawEmail) => boolean;
  code: SendFailureCode;
  /** Where the provider, or its standard, says so. */
  source: string;
};
