import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formAction } from "@/app/_forms/form-action";
import { emptyForm } from "@/app/_forms/form-state";
import { codeSchema, registrationSchema } from "@/lib/accounts/schemas";

const SECRET = "nine moons over Jura";

function typed(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

describe("a form that comes back", () => {
  test("keeps what was typed, but never the password", async () => {
    const action = formAction(registrationSchema, () => Promise.resolve({ refusal: "Not today." }));
    const state = await action(emptyForm, typed({ email: "ada@example.com", password: SECRET }));
    expect(state).toEqual({
      fieldErrors: {},
      values: { email: "ada@example.com" },
      refusal: "Not today.",
    });
  });

  test("does not show the password again when a field is wrong", async () => {
    const action = formAction(registrationSchema, () => Promise.resolve({ refusal: "" }));
    const state = await action(emptyForm, typed({ email: "ada", password: SECRET }));
    expect(state.values).toEqual({ email: "ada" });
    expect(Object.keys(state.fieldErrors)).toEqual(["email"]);
    expect(JSON.stringify(state)).not.toContain(SECRET);
  });

  test("does not show the code again", async () => {
    const action = formAction(codeSchema, () =>
      Promise.resolve({ fieldErrors: { code: "That is not the code." } }),
    );
    expect(await action(emptyForm, typed({ code: "123456" }))).toEqual({
      fieldErrors: { code: "That is not the code." },
      values: {},
    });
  });

  test("has one complaint for each field, the first", async () => {
    const schema = z.object({
      name: z.string().min(3, "Too short.").regex(/^a/, "Begin with an a."),
    });
    const state = await formAction(schema, () => Promise.resolve({ refusal: "" }))(
      emptyForm,
      typed({ name: "b" }),
    );
    expect(state.fieldErrors).toEqual({ name: "Too short." });
  });

  test("does not carry what the framework adds, nor files", async () => {
    const action = formAction(codeSchema, () => Promise.resolve({ refusal: "No." }));
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
    const action = formAction(codeSchema, () => {
      runs += 1;
      return Promise.resolve({ refusal: "" });
    });
    await action(emptyForm, typed({ code: "12" }));
    expect(runs).toBe(0);
  });
});
