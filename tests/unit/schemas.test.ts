import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { translations } from "@/lib/i18n/translations";
import {
  codeSchema,
  errorValues,
  type FormError,
  newPasswordSchema,
  registrationSchema,
  signInSchema,
} from "@/lib/request/form-schemas";
import { PASSWORD_MAX } from "@/lib/request/password-length";

/** The sentence beside a field, as the form shows it. */
function complaint(schema: z.ZodType, field: string, input: unknown) {
  const { error } = schema.safeParse(input);
  const issue = error?.issues.find(({ path }) => path[0] === field);
  return issue && translations("en", "errors")(issue.message as FormError, errorValues(issue));
}

const good = { email: "ada@example.com", password: "nine moons over Jura" };

describe("the form on /register", () => {
  test("takes an address and keeps how it was typed", () => {
    const { email } = registrationSchema.parse({
      ...good,
      email: " Ada@EXAMPLE.com ",
    });
    expect(email).toEqual({
      address: "Ada@example.com",
      originalAddress: "Ada@EXAMPLE.com",
    });
  });

  test.each([
    ["a zero-width space", "ada\u200b@example.com"],
    ["marks of direction", "\u202aada@example.com\u202c"],
    ["a soft hyphen and a byte order mark", "\ufeffada@exam\u00adple.com"],
    ["a wide dot", "ada@example．com"],
  ])("takes an address that looks right and was copied with %s", (_what, email) => {
    expect(registrationSchema.parse({ ...good, email }).email.address).toBe("ada@example.com");
  });

  test.each([
    ["ada＠example.com", "can’t contain “＠” (U+FF20)"],
    ["ad\u0430@example.com", "can’t contain “\u0430” (U+0430)"],
    ["ada\u202e@example.com", "an invisible character (U+202E)"],
    ["ada@exa\u200dmple.com", "an invisible character (U+200D)"],
    ["ada\u0000@example.com", "an invisible character (U+0000)"],
  ])("says of %j which character cannot be in an address", (email, words) => {
    expect(complaint(registrationSchema, "email", { ...good, email })).toContain(words);
  });

  test("asks for the address when nothing was typed that can be seen", () => {
    expect(complaint(registrationSchema, "email", { ...good, email: "\u200b" })).toBe(
      "Enter your email address",
    );
  });

  test("takes the same password from every keyboard", () => {
    const composed = registrationSchema.parse({
      ...good,
      password: "Cafe\u0301 au lait!",
    });
    const decomposed = registrationSchema.parse({
      ...good,
      password: "Caf\u00e9 au lait!",
    });
    expect(composed.password).toBe(decomposed.password);
  });

  test("asks for what is missing by name", () => {
    expect(complaint(registrationSchema, "email", {})).toBe("Enter your email address");
    expect(complaint(registrationSchema, "email", { ...good, email: "  " })).toBe(
      "Enter your email address",
    );
    expect(complaint(registrationSchema, "password", {})).toBe("Choose a password");
    expect(complaint(registrationSchema, "password", { ...good, password: "" })).toBe(
      "Choose a password",
    );
  });

  test("says what an address looks like when it is none", () => {
    expect(complaint(registrationSchema, "email", { ...good, email: "ada" })).toContain(
      "name@example.com",
    );
  });

  test("takes passwords of up to 128 characters, of any kind", () => {
    const length = (count: number) =>
      complaint(registrationSchema, "password", {
        ...good,
        password: "ä".repeat(count),
      });
    expect(length(PASSWORD_MAX)).toBeUndefined();
    expect(length(PASSWORD_MAX + 1)).toContain("128 characters or fewer");
  });

  test("keeps spaces of a password, at its ends too", () => {
    expect(registrationSchema.parse({ ...good, password: "  nine moons  " }).password).toBe(
      "  nine moons  ",
    );
  });
});

describe("the form on /sign-in", () => {
  test("takes a short password, because rules for new ones are not for it", () => {
    expect(signInSchema.parse({ ...good, password: "x" }).password).toBe("x");
  });

  test("refuses a password that nobody can have and that would cost much to hash", () => {
    expect(
      complaint(signInSchema, "password", {
        ...good,
        password: "x".repeat(513),
      }),
    ).toContain("too long");
  });
});

describe("the forms on /confirm", () => {
  test("ask the new password for what the form on /register asks", () => {
    expect(
      complaint(newPasswordSchema, "password", {
        password: "ä".repeat(PASSWORD_MAX + 1),
      }),
    ).toContain("128 characters or fewer");
  });
});

describe("a code", () => {
  test.each([
    "123456",
    "123 456",
    " 123-456 ",
    "1 2 3 4 5 6",
    "123\u00a0456",
    "123–456",
    "123456.",
    "Code: 123456",
    "１２３４５６",
    "١٢٣٤٥٦",
    "۱۲۳ ۴۵۶",
    "१२३४५६",
    "𝟏𝟐𝟑𝟒𝟓𝟔",
  ])("is understood as typed in %j", (code) => {
    expect(codeSchema.parse({ code }).code).toBe("123456");
  });

  test.each(["", "12345", "1234567", "12345a", "twelve", "①②③④⑤"])("is not %j", (code) => {
    expect(complaint(codeSchema, "code", { code })).toBe("The code is 6 digits, like 123 456");
  });
});
