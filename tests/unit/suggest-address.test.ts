import { describe, expect, test } from "vitest";
import { suggestAddress } from "@/lib/registration/suggest-address";

describe("a slip in an address", () => {
  test.each([
    ["ada@gmial.com", "ada@gmail.com"],
    [" ada@gmial.com ", "ada@gmail.com"],
    ["Ada@gmial.com", "Ada@gmail.com"],
    ["Ada.L+News@gmial.com", "Ada.L+News@gmail.com"],
    ["ada@hotmial.com", "ada@hotmail.com"],
    ["ada@yaho.com", "ada@yahoo.com"],
  ])("%j is offered as %j", (typed, meant) => {
    expect(suggestAddress(typed)).toBe(meant);
  });

  test.each(["ada@gmail.com", "ada@example.com", "ada@latchkey.example", "ada", "", "@", "ada@"])(
    "%j is left alone",
    (typed) => {
      expect(suggestAddress(typed)).toBeNull();
    },
  );
});
