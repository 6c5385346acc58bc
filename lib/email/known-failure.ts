import type { Messages } from "@/messages/en";

/**
 * When an email that was not taken is tried again: soon, by the schedule of
 * `retry-wait.ts`; at a time, later in that schedule, because sooner is pointless; never,
 * because nothing changes by itself; unknown, because it may have been taken, so that
 * another try may be a second email.
 */
export type FailureKind = "soon" | "at_a_time" | "never" | "unknown";

/** What a person reads of an email, by its key: `messages/en/email-status.json`. */
export type EmailText = keyof Messages["emailStatus"];

export type KnownFailure = {
  /** For what handing an email over can fail of. */
  kind?: FailureKind;
  /** For "at_a_time": the place in the schedule of waits from which it is tried again. */
  fromWait?: number;
  /** It waits no longer than so many seconds, because it soon loses its point. */
  longestWait?: number;
  /** Its name in the operator's lists, where the code does not read as one. */
  label?: string;
  /** Why the email did not arrive, for operators, as the end of a sentence: "it came back: …". */
  cause: string;
  /** What the person waiting for the email reads. */
  person?: EmailText;
  /** What to do about it, for whoever runs the app. */
  operator?: string;
  /** Another try comes to the same, so all of its kind are not retried together. */
  isRetryFutile?: true;
  /** The address may be wrong, or of no use. */
  isAddressDoubtful?: true;
};
