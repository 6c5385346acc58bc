import type { Command } from "../commands/command";
import type { Acting } from "../record-action";
import type { KnownRegistration, Person } from "../timeline/person";

/** What an action came to: for the person's page, and for the command line. */
export type OutcomeWords = {
  /** What was done is a success; the command line then ends with 0, otherwise with 1. */
  tone: "success" | "info" | "warning";
  title: string;
  text: string;
  /** What the command line says after the address or the id. */
  line: string;
};

/** What an action is done to: the person that the page showed, and what else it named. */
type Target = {
  person: Person;
  /** The id of the email to replay. */
  email: string;
  /** The id of the registration that the operator looked at. */
  registration: string;
};

/** An action of a person's page. */
export type PersonAction<Outcome extends string = string> = {
  /** Its name in the address of the page that asks for the reason. */
  name: string;
  /** The link that leads there, the page's title, and its button. */
  title: string;
  pending: string;
  /** What will happen, and what to think of first. */
  meaning: string;
  isDangerous?: boolean;
  /** Whether the address of the account has to be typed, because nobody can take it back. */
  asksForAddress?: boolean;
  /**
   * Whether it makes sense for a person now; the action looks again when it is done. Without
   * it, the action is offered beside an email of the person's history.
   */
  isOffered?: (person: Person, now: Date) => boolean;
  /** Of an action that is about one registration: those that may be meant, the newest first. */
  registrations?: (account: NonNullable<Person["account"]>) => KnownRegistration[];
  run: (target: Target, acting: Acting) => Promise<{ outcome: Outcome }>;
  outcomes: Record<Outcome, OutcomeWords>;
};

/** Something that operators do. */
export type OperatorAction = {
  /** What the trail of operators' actions says of it, by the name that is stored. */
  trail: Record<string, string>;
  page?: PersonAction;
  commands?: Command[];
};

/** The outcomes of a function. */
export type OutcomeOf<Run extends (...args: never[]) => Promise<{ outcome: string }>> = Awaited<
  ReturnType<Run>
>["outcome"];

/** Page words of outcomes that several actions share; each adds its line. */
export const unchanged = {
  tone: "info",
  title: "No changes made",
  text: "It was already in that state, or this action isn’t available.",
} as const;

export const noRegistration = {
  tone: "warning",
  title: "No sign-up to use",
  text: "It was cancelled or deleted. They can sign up again.",
} as const;

export const newerRegistration = {
  tone: "warning",
  title: "No changes made",
  text: "Someone signed up with this address again since you opened that page. Look at the latest sign-up first: it may be a stranger’s.",
  line: "has a newer sign-up than that one: look at it first. No changes made.",
} as const;
