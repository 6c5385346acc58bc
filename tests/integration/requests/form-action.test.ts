import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { aboutNothing, formAction } from "@/app/_forms/form-action";
import { emptyForm } from "@/app/_forms/form-state";
import { type Namespace, translations } from "@/lib/i18n/translations";
import { codeSchema, type FormError, registrationSchema } from "@/lib/request/form-schemas";

// There is no request here that could say a language.
vi.mock("@/lib/i18n/request-locale", () => ({
  getTranslations: (namespace: Namespace) => Promise.resolve(translations("en", namespace)),
}));

const SECRET = "nine moons over Jura";

function typed(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

describe("a form that comes back", () => {
  test("keeps what was typed, but never the password", async () => {
    const action = formAction(aboutNothing, registrationSchema, () =>
      Promise.resolve({ refusal: "Not today." }),
    );
    const state = await action(emptyForm, typed({ email: "ada@example.com", password: SECRET }));
    expect(state).toEqual({
      fieldErrors: {},
      values: { email: "ada@example.com" },
      refusal: "Not today.",
    });
  });

  test("does not show the password again when a field is wrong", async () => {
    const action = formAction(aboutNothing, registrationSchema, () =>
      Promise.resolve({ refusal: "" }),
    );
    const state = await action(emptyForm, typed({ email: "ada", password: SECRET }));
    expect(state.values).toEqual({ email: "ada" });
    expect(Object.keys(state.fieldErrors)).toEqual(["email"]);
    expect(JSON.stringify(state)).not.toContain(SECRET);
  });

  test("does not show the code again", async () => {
    const action = formAction(aboutNothing, codeSchema, () =>
      Promise.resolve({ fieldErrors: { code: "That is not the code." } }),
    );
    expect(await action(emptyForm, typed({ code: "123456" }))).toEqual({
      fieldErrors: { code: "That is not the code." },
      values: {},
    });
  });

  test("has one complaint for each field, the first", async () => {
    const schema = z.object({
      name: z
        .string()
        .min(3, "passwordShort" satisfies FormError)
        .regex(/^a/, "emailInvalid" satisfies FormError),
    });
    const state = await formAction(aboutNothing, schema, () => Promise.resolve({ refusal: "" }))(
      emptyForm,
      typed({ name: "b" }),
    );
    expect(state.fieldErrors).toEqual({ name: "Use 3 characters or more" });
  });

  test("says a sentence of a schema of the operator's console as it is", async () => {
    const schema = z.object({ reason: z.string().min(3, "Say why, in a few words: it is kept.") });
    const action = formAction(aboutNothing, schema, () => Promise.resolve({ refusal: "" }));
    const state = await action(emptyForm, typed({ reason: "" }));
    expect(state.fieldErrors).toEqual({ reason: "Say why, in a few words: it is kept." });
  });

  test("does not carry what the framework adds, nor files", async () => {
    const action = formAction(aboutNothing, codeSchema, () => Promise.resolve({ refusal: "No." }));
    const state = await action(
      emptyForm,
      typed({
        code: "123456",
        $ACTION_KEY: "k",
        upload: new File(["x"], "x.txt"),
      }),
    );
    expect(state.values).toEqual({});
  });

  test("does nothing when a field is wrong", async () => {
    let runs = 0;
    const action = formAction(aboutNothing, codeSchema, () => {
      runs += 1;
      return Promise.resolve({ refusal: "" });
    });
    await action(emptyForm, typed({ code: "12" }));
    expect(runs).toBe(0);
  });

  test("shows no secret again, whatever its field is called", async () => {
    const names = ["password", "newPassword", "current_password", "code", "recoveryCode"];
    const schema = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
    const action = formAction(aboutNothing, schema, () => Promise.resolve({ refusal: "No." }));
    const state = await action(emptyForm, typed(Object.fromEntries(names.map((n) => [n, SECRET]))));
    expect(state).toEqual({ fieldErrors: {}, values: {}, refusal: "No." });
  });

  test("does nothing before a check that refuses, and everything after one that does not", async () => {
    const runs: string[] = [];
    const run = ({ code }: { code: string }) => {
      runs.push(code);
      return Promise.resolve({ refusal: "Done." });
    };
    const check = (form: FormData) =>
      Promise.resolve(form.has("program") ? { refusal: "You are a program." } : null);
    const action = formAction(aboutNothing, codeSchema, run, check);
    const refused = await action(emptyForm, typed({ code: "123456", program: "yes" }));
    expect([refused.refusal, runs]).toEqual(["You are a program.", []]);
    expect((await action(emptyForm, typed({ code: "123456" }))).refusal).toBe("Done.");
    expect(runs).toEqual(["123456"]);
  });
});

describe("a field that nobody can have typed", () => {
  const register = formAction(aboutNothing, registrationSchema, () => {
    throw new Error("nobody should get here");
  });

  test.each([
    ["with a NUL byte", "ada\u0000@example.com"],
    ["with an escape", "\u001b[31mada@example.com"],
    ["with a delete", "ada@example.com\u007f"],
    ["with an old control character", "ada\u0085@example.com"],
    ["of a megabyte", `${"a".repeat(1_000_000)}@example.com`],
  ])("%s is complained of, and does not come back", async (_what, email) => {
    const state = await register(emptyForm, typed({ email, password: SECRET }));
    expect(Object.keys(state.fieldErrors)).toEqual(["email"]);
    expect(state.fieldErrors.email).toMatch(/too long|hidden characters/);
    expect(state.values).toEqual({});
  });

  test("is complained of in a password too", async () => {
    const state = await register(
      emptyForm,
      typed({ email: "ada@example.com", password: `${SECRET}\u0000` }),
    );
    expect(Object.keys(state.fieldErrors)).toEqual(["password"]);
    expect(state.values).toEqual({ email: "ada@example.com" });
  });

  test("may hold the tab or the line end that was copied along", async () => {
    const action = formAction(aboutNothing, codeSchema, ({ code }) =>
      Promise.resolve({ refusal: code }),
    );
    const state = await action(emptyForm, typed({ code: "123\t456\r\n" }));
    expect(state.refusal).toBe("123456");
  });

  test("is not looked at when the form has no such field", async () => {
    const action = formAction(aboutNothing, codeSchema, () => Promise.resolve({ refusal: "" }));
    const state = await action(emptyForm, typed({ code: "123456", extra: "\u0000" }));
    expect(state).toEqual({ fieldErrors: {}, values: {}, refusal: "" });
  });
});
