import { redactForeignText } from "../foreign-text";
import type { Reason } from "./reasons/reason-table";
import { type EmailText, failureTable, type FailureKind, type KnownFailure } from "./failure-table";
import type { RawEmail } from "./transport";

type Table = typeof failureTable;

/** Why an email waits or did not arrive, in words that a database can use. */
export type FailureCode = keyof Table;

/** What handing an email over failed of. */
export type SendFailureCode = {
  [Code in FailureCode]: Table[Code] extends { kind: FailureKind } ? Code : never;
}[FailureCode];

/** Whether handing an email over can fail of it. */
export function isSendFailureCode(code: FailureCode): code is SendFailureCode {
  return "kind" in failureTable[code];
}

/** A failed attempt: what it failed of, whether to try again, and the provider's own words. */
export type Failure = {
  kind: FailureKind;
  code: SendFailureCode;
  detail: string;
  /** What the server blames us for, though it may take the email later. */
  blame?: Reason;
};

/** A transport's error, by what it means. Its cause is the error in the provider's words. */
export class SendError extends Error {
  override readonly name = "SendError";
  constructor(
    readonly code: SendFailureCode,
    cause: unknown,
    readonly blame?: Reason,
  ) {
    super(`The mail was not taken: ${code}`, { cause });
  }
}

// By its name: one provider serves the process, and its module may be the other copy that
// Next.js has (lib/once-per-process.ts), with a class of its own.
const isSendError = (error: unknown): error is SendError =>
  error instanceof Error && error.name === "SendError";

/** Tells failures apart. One that is no SendError is a bug of ours, which a deployment may mend. */
export function classifyFailure(error: unknown): Failure {
  const [code, thrown, blame] = isSendError(error)
    ? [error.code, error.cause, error.blame]
    : ["unavailable" as const, error];
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { kind } = failureTable[code];
  const detail = redactForeignText(`${name}: ${message}`);
  return { kind, code, detail, ...(blame && { blame }) };
}

/** How a provider says that something failed. Of several that match, the first one holds. */
export type FailureRule<Error, Message = RawEmail> = {
  /** The provider's signs, as README.md shows them. */
  signs: string;
  matches: (error: Error, message: Message) => boolean;
  code: SendFailureCode;
  /** Where the provider, or its standard, says so. */
  source: string;
};

/** The row of a code that a database holds; undefined for one that no version of the table knows. */
function findFailure(code: string | null): KnownFailure | undefined {
  return code === null ? undefined : (failureTable as Record<string, KnownFailure>)[code];
}

/** What handing an email over failed of; undefined for codes that no transport gives. */
export function knownFailure(code: FailureCode): KnownFailure | undefined {
  const failure = findFailure(code);
  return failure?.kind && failure;
}

/** The reason behind a delivery's failure code, as the person who waits reads it. */
export function explainEmailFailure(code: string | null): {
  reason: EmailText | null;
  isAddressDoubtful: boolean;
} {
  const { person = null, isAddressDoubtful = false } = findFailure(code) ?? {};
  return { reason: person, isAddressDoubtful };
}

/** The reason behind a delivery's or an attempt's code, for operators; null where none is known. */
export function explainToOperator(code: string | null): string | null {
  return findFailure(code)?.cause ?? code?.replaceAll("_", " ") ?? null;
}

/** "sender_not_verified" as operators read it. */
export function toFailureLabel(code: string): string {
  const words = code.replaceAll("_", " ");
  return findFailure(code)?.label ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
