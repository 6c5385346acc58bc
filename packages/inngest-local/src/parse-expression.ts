import { isCondition, type Expression } from "./expression";

/** The signs and words of the language. What is left over after them is not understood. */
const TOKEN =
  /\s*(?:(\?|:|&&|\|\||==|\(|\))|((?:event|async)(?:\.[A-Za-z_]\w*)+)(?![\w.[(])|'([^'\\]*)'|"([^"\\]*)"|(-?\d+(?:\.\d+)?)(?![\w.])|(true|false|null)(?![\w.]))\s*/y;

/** Deeper than anybody writes, and far from where the reader itself would run out of stack. */
const DEEPEST = 50;

type Token = { kind: "sign"; sign: string } | { kind: "operand"; operand: Expression };

/**
 * Reads the part of CEL that apps use most: dotted paths, literals, `==`, `&&`, `||`,
 * `c ? a : b` and parentheses. Undefined for all else: an expression that is read wrongly
 * runs the wrong thing.
 */
export function parseExpression(source: string): Expression | undefined {
  const tokens = tokensOf(source);
  if (tokens === undefined) return undefined;
  let next = 0;
  let depth = 0;

  function takeSign(sign: string): boolean {
    const token = tokens?.[next];
    if (token?.kind !== "sign" || token.sign !== sign) return false;
    next += 1;
    return true;
  }

  function choice(): Expression | undefined {
    depth += 1;
    if (depth > DEEPEST) return undefined;
    const first = any();
    if (first === undefined || !takeSign("?")) return leave(first);
    const then = choice();
    const otherwise = then !== undefined && takeSign(":") ? choice() : undefined;
    if (then === undefined || otherwise === undefined || !isCondition(first)) return undefined;
    return leave({ kind: "choice", condition: first, then, otherwise });
  }

  function leave(expression: Expression | undefined): Expression | undefined {
    depth -= 1;
    return expression;
  }

  function listOf(kind: "and" | "or", sign: string, part: () => Expression | undefined) {
    const parts = [part()];
    while (takeSign(sign)) parts.push(part());
    const read = parts.filter((each) => each !== undefined);
    if (read.length < parts.length) return undefined;
    if (read.length === 1) return read[0];
    return read.every(isCondition) ? ({ kind, parts: read } as const) : undefined;
  }

  const any = (): Expression | undefined => listOf("or", "||", all);
  const all = (): Expression | undefined => listOf("and", "&&", comparison);

  function comparison(): Expression | undefined {
    const left = primary();
    if (left === undefined || !takeSign("==")) return left;
    const right = primary();
    // A chain of them compares the answer of the first with the third, which nobody means.
    const isPlain = right !== undefined && !isCondition(left) && !isCondition(right);
    return isPlain && !takeSign("==") ? { kind: "equal", left, right } : undefined;
  }

  function primary(): Expression | undefined {
    if (takeSign("(")) {
      const inner = choice();
      return takeSign(")") ? inner : undefined;
    }
    const token = tokens?.[next];
    if (token?.kind !== "operand") return undefined;
    next += 1;
    return token.operand;
  }

  const read = choice();
  return next === tokens.length ? read : undefined;
}

function tokensOf(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) return undefined;
    tokens.push(tokenOf(match));
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const WORDS = new Map([
  ["true", true],
  ["false", false],
]);

function tokenOf([, sign, path, single, double, number, word]: RegExpExecArray): Token {
  if (sign !== undefined) return { kind: "sign", sign };
  if (path !== undefined)
    return { kind: "operand", operand: { kind: "path", path: path.split(".") } };
  const text = single ?? double;
  const value = text ?? (number === undefined ? (WORDS.get(word ?? "") ?? null) : Number(number));
  return { kind: "operand", operand: { kind: "literal", value } };
}
