/** A value in an expression: a field of an event, or a constant. */
export type Operand =
  { kind: "path"; path: readonly string[] } | { kind: "literal"; value: Literal };

type Literal = string | number | boolean | null;

/** What an expression says, once it is read. */
export type Expression =
  | Operand
  | { kind: "equal"; left: Expression; right: Expression }
  | { kind: "and" | "or"; parts: readonly Expression[] }
  | { kind: "choice"; condition: Expression; then: Expression; otherwise: Expression };

/** Whether it answers yes or no; only such may stand where a condition is asked for. */
export function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case "equal":
    case "and":
    case "or":
      return true;
    case "choice":
      return isCondition(expression.then) && isCondition(expression.otherwise);
    case "path":
    case "literal":
      return false;
  }
}

/** Whether it may give a number: what a field holds is seen when the event is there. */
export function isNumeric(expression: Expression): boolean {
  switch (expression.kind) {
    case "path":
      return true;
    case "literal":
      return typeof expression.value === "number";
    case "choice":
      return isNumeric(expression.then) && isNumeric(expression.otherwise);
    case "equal":
    case "and":
    case "or":
      return false;
  }
}
