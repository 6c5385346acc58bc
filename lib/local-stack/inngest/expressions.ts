import { createHash } from "node:crypto";
import type { Parsed } from "./parsed";

/** What an expression may look at: the event of the run, and the one that arrived later. */
export interface Scope {
  event: unknown;
  async?: unknown;
}

export type Operand = { path: readonly string[] } | { literal: string | number | boolean | null };

/** Comparisons that all have to hold. */
export type Condition = readonly { left: Operand; right: Operand }[];

const PATH = /^(?:event|async)(?:\.[A-Za-z_]\w*)+$/;
const QUOTED = /^(?:'([^'\\]*)'|"([^"\\]*)")$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const WORDS = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** Splits at an operator, leaving quoted text whole. */
const AND = /&&(?=(?:[^'"]|'[^']*'|"[^"]*")*$)/;
const EQUALS = /==(?=(?:[^'"]|'[^']*'|"[^"]*")*$)/;

const ALLOWED = "dotted paths (event.data.x), literals, == and &&";

/** Reads a key expression, as `throttle.key` has it: one path or one literal. */
export function parseKey(source: string): Parsed<Operand> {
  const operand = parseOperand(source.trim());
  if (operand === undefined) return refuse(source);
  return { ok: true, value: operand };
}

/**
 * Reads an `if`. Inngest accepts all of CEL; this runner accepts the part that apps use
 * most and refuses the rest, since a condition that is read wrongly runs the wrong thing.
 */
export function parseCondition(source: string): Parsed<Condition> {
  const comparisons: { left: Operand; right: Operand }[] = [];
  for (const part of source.split(AND)) {
    const sides = part.split(EQUALS).map((side) => parseOperand(side.trim()));
    const [left, right] = sides;
    if (sides.length !== 2 || left === undefined || right === undefined) return refuse(source);
    comparisons.push({ left, right });
  }
  return { ok: true, value: comparisons };
}

/** Absent fields equal nothing, not even each other: CEL would stop with an error there. */
export function holds(condition: Condition, scope: Scope): boolean {
  return condition.every(({ left, right }) => {
    const value = valueOf(left, scope);
    return value !== undefined && value === valueOf(right, scope);
  });
}

/** Longer keys are hashed: PostgreSQL's indexes hold no long ones. */
const LONGEST_KEY = 200;

/** The text that tells one key from another. The type counts: 1 and "1" differ. */
export function keyOf(operand: Operand, scope: Scope): string {
  const text = JSON.stringify(valueOf(operand, scope)) ?? "null";
  return text.length > LONGEST_KEY ? createHash("sha256").update(text).digest("hex") : text;
}

function refuse(source: string): { ok: false; reason: string } {
  return { ok: false, reason: `the expression "${source}" is not supported here; use ${ALLOWED}` };
}

function parseOperand(source: string): Operand | undefined {
  if (PATH.test(source)) return { path: source.split(".") };
  const word = WORDS.get(source);
  if (word !== undefined) return { literal: word };
  if (NUMBER.test(source)) return { literal: Number(source) };
  const quoted = QUOTED.exec(source);
  return quoted === null ? undefined : { literal: quoted[1] ?? quoted[2] ?? "" };
}

function valueOf(operand: Operand, scope: Scope): unknown {
  if ("literal" in operand) return operand.literal;
  return operand.path.reduce(fieldOf, scope as unknown);
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Record<string, unknown>)[field];
}
