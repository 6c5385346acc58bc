import "server-only";
import type { z } from "zod";
import type { FormState } from "./form-state";
import { readForm } from "./read-form";
import { tooBusy } from "./too-busy";

/** What keeps a form on its page; success leaves by a redirect. */
export type Refusal = { fieldErrors: Record<string, string> } | { refusal: string };

/** What a form must pass before its verb is called; null lets it. */
export type FormCheck = (form: FormData) => Promise<Refusal | null>;

/** The first complaint about each field: one is enough to mend it. */
function firstErrors(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]),
  );
}

/**
 * Makes a server action from a schema and a function that calls one domain verb. Works
 * for `useActionState` and as a plain post alike.
 *
 * @param check asked when the fields are right, before `run`: `humanCheck`, say
 */
export function formAction<Schema extends z.ZodObject>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Refusal>,
  check?: FormCheck,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const { typed, unreadable, values } = readForm(form, Object.keys(schema.shape));
    const input = schema.safeParse(typed);
    const fieldErrors = { ...(input.error && firstErrors(input.error)), ...unreadable };
    if (!input.success || Object.keys(unreadable).length > 0) return { fieldErrors, values };
    const refusal = await check?.(form);
    return { fieldErrors: {}, values, ...(refusal ?? (await run(input.data).catch(tooBusy))) };
  };
}
