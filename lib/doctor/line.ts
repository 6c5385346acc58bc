/**
 * "skipped": does not apply to this deployment. "unknown": could not be checked, which says nothing
 * of whether it is right.
 */
export type LineState = "ok" | "warning" | "wrong" | "skipped" | "unknown";

/** One thing that was looked at. */
export type Line = {
  subject: string;
  name: string;
  state: LineState;
  /** What is there. Never a secret. */
  found: string;
  /** What should be there. */
  right: string;
  /** What to do about it; null where nothing has to be done. */
  fix: string | null;
};

/** What a check returns: who runs it adds the subject. */
export type CheckedLine = Omit<Line, "subject">;

type Rule = {
  name: string;
  isRight: boolean;
  found: string;
  right: string;
  fix: string;
  /** What it is where it is not right. */
  otherwise?: "wrong" | "warning";
};

/** A line by a rule: right, or what to do about it. */
export function rule({ isRight, fix, otherwise = "wrong", ...line }: Rule): CheckedLine {
  return isRight ? { ...line, state: "ok", fix: null } : { ...line, state: otherwise, fix };
}

/** A line for what does not apply here, and why. */
export function skipped(name: string, why: string): CheckedLine {
  return { name, state: "skipped", found: why, right: "Nothing to check here.", fix: null };
}

/** A line for what could not be read. */
export function unknown(name: string, found: string, fix: string): CheckedLine {
  return { name, state: "unknown", found, right: "The doctor can read it.", fix };
}

/** 0: all right. 1: something is wrong. 2: something could not be checked. */
export function exitCodeFor(lines: readonly Pick<Line, "state">[]): 0 | 1 | 2 {
  if (lines.some(({ state }) => state === "wrong")) return 1;
  return lines.some(({ state }) => state === "unknown") ? 2 : 0;
}

export function countStates(lines: readonly Pick<Line, "state">[]): Record<LineState, number> {
  const counts = { ok: 0, warning: 0, wrong: 0, skipped: 0, unknown: 0 };
  for (const { state } of lines) counts[state] += 1;
  return counts;
}
