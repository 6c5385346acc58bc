import { expect, test } from "vitest";
import { holds, keyOf, numberOf, parseCondition, parseKey, parseNumeric } from "../src/expressions";

function check(source: string, event: unknown, later?: unknown): boolean {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(parsed.reason);
  return holds(parsed.value, { event, async: later });
}

test.each([
  ["event.data.id == async.data.id", { data: { id: 7 } }, { data: { id: 7 } }, true],
  ["event.data.id == async.data.id", { data: { id: 7 } }, { data: { id: "7" } }, false],
  ["event.data.kind == 'a && b == c'", { data: { kind: "a && b == c" } }, undefined, true],
  ['event.data.kind == "x" && event.data.n == 2', { data: { kind: "x", n: 2 } }, undefined, true],
  ["event.data.kind == 'x' && event.data.n == 2", { data: { kind: "x", n: 3 } }, undefined, false],
  ["event.data.on == true", { data: { on: true } }, undefined, true],
  ["event.data.gone == null", { data: { gone: null } }, undefined, true],
  ["event.data.a.b.c == 1", { data: { a: "text" } }, undefined, false],
  ["event.data.a == 1 || event.data.b == 1", { data: { b: 1 } }, undefined, true],
  ["event.data.a == 1 || event.data.b == 1", { data: { c: 1 } }, undefined, false],
  // As in most languages, && binds closer than ||.
  [
    "event.data.a == 1 || event.data.b == 1 && event.data.c == 1",
    { data: { a: 1 } },
    undefined,
    true,
  ],
  [
    "(event.data.a == 1 || event.data.b == 1) && event.data.c == 1",
    { data: { a: 1 } },
    undefined,
    false,
  ],
  ["((event.data.a) == (1))", { data: { a: 1 } }, undefined, true],
  ["event.data.t == -2.5", { data: { t: -2.5 } }, undefined, true],
  [
    "event.data.a == 1 ? event.data.b == 1 : event.data.c == 1",
    { data: { a: 2, c: 1 } },
    undefined,
    true,
  ],
])("%s is judged as it is written", (source, event, later, expected) => {
  expect(check(source, event, later)).toBe(expected);
});

test("fields that are absent equal nothing, not even each other", () => {
  expect(check("event.data.id == async.data.id", { data: {} }, { data: {} })).toBe(false);
});

test("a field's name never reaches what objects inherit", () => {
  expect(check("event.data.constructor == event.data.constructor", { data: {} })).toBe(false);
});

test.each([
  "event.data.n > 3",
  "event.data.a != 'b'",
  "event.data.a || event.data.b",
  "(event.data.a == 1",
  "event.data.a == 1)",
  "(event.data.a == 1) == true",
  "event.data.a == 1 ? true : false",
  "event.data.a == 1 ? event.data.b == 1",
  "event.data.a ? event.data.b == 1 : event.data.c == 1",
  "event.data.a == 1 event.data.b == 1",
  "event.data.a == 1 & event.data.b == 1",
  "event.data.has()",
  "eventual.data.a == 1",
  "event.data['a'] == 1",
  "event.data.a",
  "event.data.a == 'it\\'s'",
  "a == b == c",
  "true == true == true",
  "",
])("%s is refused, with what may be used instead", (source) => {
  const parsed = parseCondition(source);
  expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining("dotted paths") });
});

test("keys tell different values apart, and a number from its text", () => {
  const parsed = parseKey("event.data.k");
  if (!parsed.ok) throw new Error(parsed.reason);
  const keys = [1, "1", "a", null, undefined, { a: 1 }, { a: 2 }].map((k) =>
    keyOf(parsed.value, { event: { data: { k } } }),
  );
  // Null and absent count as the same key; all others differ.
  expect(new Set(keys).size).toBe(keys.length - 1);
});

function number(source: string, event: unknown): number {
  const parsed = parseNumeric(source);
  if (!parsed.ok) throw new Error(parsed.reason);
  return numberOf(parsed.value, { event });
}

test("a number is chosen by what the event is, through as many questions as it takes", () => {
  const source =
    'event.name == "reset" ? 300 : event.name == "a : b ? c" || event.name == "news" ? -300 : 0';
  const chosen = ["reset", "news", "a : b ? c", "other"].map((name) => number(source, { name }));
  expect(chosen).toEqual([300, -300, -300, 0]);
});

test.each([{ p: "12" }, { p: null }, { p: true }, {}])(
  "a field that is to hold a number and holds %j counts as 0",
  (data) => {
    expect(number("event.data.p", { data })).toBe(0);
    expect(number("event.data.p", { data: { p: 7 } })).toBe(7);
  },
);

test.each([
  "'12'",
  "event.data.a == 1",
  "event.data.a == 1 ? 1 : 'two'",
  "1 + 1",
  "1 ? 2 : 3",
  "--1",
])("%s is refused where a number is asked for", (source) => {
  expect(parseNumeric(source).ok).toBe(false);
});

test("an expression that is nested without end is refused, not followed", () => {
  expect(parseNumeric(`${"(".repeat(100_000)}1${")".repeat(100_000)}`).ok).toBe(false);
});
