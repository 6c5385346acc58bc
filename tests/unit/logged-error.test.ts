import { describe, expect, test } from "vitest";
import { loggedError } from "@/lib/logged-error";

describe("an error in the log", () => {
  const said = `550 <ada@example.com>\u0000\u202e\n  see https://latchkey.example/confirm/1.a.b\ud800`;

  test("says what another server said in clean text, without addresses and links", () => {
    const { message, stack } = loggedError(new Error(said));
    expect(message).toBe("550 <<address>> see <link>");
    expect(stack).not.toMatch(/ada@|1\.a\.b|\u0000|\u202e/);
    expect(stack).toMatch(/^Error: 550 [^]*\n {4}at .*logged-error\.test\.ts/);
  });

  test("keeps the places of the code, which may hold an @, and its cause", () => {
    const error = new Error("outer", { cause: new Error("to ada@example.com") });
    error.stack = "Error: outer\n    at run (/app/node_modules/@auth/core/index.js:1:2)";
    const { message, stack } = loggedError(error);
    expect(stack).toContain("at run (/app/node_modules/@auth/core/index.js:1:2)");
    expect(message).toBe("outer: to <address>");
  });

  test("keeps its code, and whatever was thrown instead of an error", () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    expect(loggedError(refused)).toMatchObject({ type: "Error", code: "ECONNREFUSED" });
    expect(loggedError("ada@example.com\u0000")).toEqual({ message: "<address>" });
    expect(loggedError(undefined)).toEqual({ message: "undefined" });
  });

  test("is short, however long it is", () => {
    expect(JSON.stringify(loggedError(new Error("x".repeat(1_000_000)))).length).toBeLessThan(
      20_000,
    );
  });
});
