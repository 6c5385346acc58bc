import "server-only";
import type { z } from "zod";
import type { FormState } from "./form-state";

/** Fields that must never travel back to the browser. */
const SECRET_FIELDS = new Set(["password", "code"]);

/** What keeps a form on its page; success leaves by a redirect. */
export type Refusal = { fieldErrors: Record<string, string> } | { refusal: string };

function typedText(form: FormData): Record<string, string> {
  const entries = [...form].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith("$")));
}

/** The first complaint about each field: one is enough to mend it. */
function firstErrors(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]),
  );
}

/**
 * Makes a server action from a schema and a function that calls one domain verb. Works
 * for `useActionState` and as a plain post alike.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Refusal>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const typed = typedText(form);
    const values = Object.fromEntries(
      Object.entries(typed).filter(([name]) => !SECRET_FIELDS.has(name)),
    );
    const input = schema.safeParse(typed);
    if (!input.success) return { fieldErrors: firstErrors(input.error), values };
    return { fieldErrors: {}, values, ...(await run(input.data)) };
  };
}
