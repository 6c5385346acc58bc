import { createHash } from "node:crypto";
import { isCondition, isNumeric, type Expression, type Operand } from "./expression";
import { parseExpression } from "./parse-expression";
import type { Parsed } from "./parsed";

/** What an expression may look at: the event of the run, and the one that arrived later. */
export interface Scope {
  event: unknown;
  async?: unknown;
}

/** An expression that answers yes or no. */
export type Condition = Expression;

const ALLOWED = "dotted paths (event.data.x), literals, ==, &&, ||, c ? a : b and parentheses";

/** Reads a key expression, as `throttle.key` has it: one path or one literal. */
export function parseKey(source: string): Parsed<Operand> {
  const read = parseExpression(source);
  if (read?.kind === "path" || read?.kind === "literal") return { ok: true, value: read };
  return refuse(source);
}

/** Reads an `if`. Inngest accepts all of CEL; this runner refuses what it does not know. */
export function parseCondition(source: string): Parsed<Condition> {
  return accept(source, isCondition);
}

/** Reads an expression that gives a number, as `priority.run` has it. */
export function parseNumeric(source: string): Parsed<Expression> {
  return accept(source, isNumeric);
}

/** Absent fields equal nothing, not even each other: CEL would stop with an error there. */
export function holds(condition: Condition, scope: Scope): boolean {
  return valueOf(condition, scope) === true;
}

/** The number that an expression gives, or 0 where a field holds none. */
export function numberOf(expression: Expression, scope: Scope): number {
  const value = valueOf(expression, scope);
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** Longer keys are hashed: PostgreSQL's indexes hold no long ones. */
const LONGEST_KEY = 200;

/** The text that tells one key from another. The type counts: 1 and "1" differ. */
export function keyOf(operand: Operand, scope: Scope): string {
  const text = JSON.stringify(valueOf(operand, scope)) ?? "null";
  return text.length > LONGEST_KEY ? createHash("sha256").update(text).digest("hex") : text;
}

function accept(source: string, isWanted: (read: Expression) => boolean): Parsed<Expression> {
  const read = parseExpression(source);
  return read !== undefined && isWanted(read) ? { ok: true, value: read } : refuse(source);
}

function refuse(source: string): { ok: false; reason: string } {
  return { ok: false, reason: `the expression "${source}" is not supported here; use ${ALLOWED}` };
}

function valueOf(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "path":
      return expression.path.reduce(fieldOf, scope as unknown);
    case "equal": {
      const left = valueOf(expression.left, scope);
      return left !== undefined && left === valueOf(expression.right, scope);
    }
    case "and":
      return expression.parts.every((part) => holds(part, scope));
    case "or":
      return expression.parts.some((part) => holds(part, scope));
    case "choice":
      return valueOf(
        holds(expression.condition, scope) ? expression.then : expression.otherwise,
        scope,
      );
  }
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Record<string, unknown>)[field];
}
