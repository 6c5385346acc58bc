import "server-only";
import { z } from "zod";
import { TooBusyError } from "@/lib/credentials/password-hash";
import { after, SECOND } from "@/lib/clock";
import { respondTooManyRequests } from "@/lib/next-internals/respond-too-many-requests";
import { getTranslations } from "@/lib/i18n/request-locale";
import { errorValues, type FormError } from "@/lib/request/form-schemas";
import { ABOUT } from "./about-field";
import type { FormState } from "./form-state";
import { readForm } from "./read-form";

/**
 * What keeps a form on its page: an error, or codes to save. All other success leaves by a
 * redirect.
 */
export type Refusal =
  { fieldErrors: Record<string, string> } | { refusal: string } | { recoveryCodes: string[] };

/** What a form must pass before its verb is called; null lets it. */
export type FormCheck = (form: FormData) => Promise<Refusal | null>;

/**
 * Finds what a form is about, by the id in its `AboutField` (null for a form without one).
 * It leads away, by a redirect, when this browser does not hold that (any more): then
 * nothing has happened, and the page it leads to says so.
 *
 * @param typed what was typed and is no secret, to be kept where the form can be sent later
 */
export type Subject<Found> = (
  about: string | null,
  typed: Record<string, string>,
) => Promise<Found>;

/** For forms that begin something and act on nothing that exists: to register, to sign in. */
export const aboutNothing: Subject<null> = () => Promise.resolve(null);

/** An id, an address or the name of a kind of failure. */
const name = z.string().min(1).max(320);

/** What a form names, not yet believed; null when it names nothing. */
function aboutOf(form: FormData): string | null {
  return name.safeParse(form.get(ABOUT)).data ?? null;
}

/**
 * The first error of each field: one is enough to mend it. The schemas of the operator's console
 * say a sentence, all others the key of a text.
 */
async function firstErrors(error: z.ZodError): Promise<Record<string, string>> {
  const t = await getTranslations("errors");
  const textOf = (issue: z.core.$ZodIssue) =>
    t.has(issue.message as FormError)
      ? t(issue.message as FormError, errorValues(issue))
      : issue.message;
  return Object.fromEntries(
    error.issues.toReversed().map((issue) => [String(issue.path[0]), textOf(issue)]),
  );
}

/** Errors about fields that no schema should see. */
async function unreadableErrors(unreadable: Record<string, FormError>) {
  const t = await getTranslations("errors");
  return Object.fromEntries(Object.entries(unreadable).map(([name, key]) => [name, t(key)]));
}

const BUSY_WAIT_MS = 5 * SECOND;

/** The refusal while too many passwords wait to be hashed; throws every other error on. */
async function tooBusy(error: unknown): Promise<{ refusal: string }> {
  if (!(error instanceof TooBusyError)) throw error;
  await respondTooManyRequests(after(new Date(), BUSY_WAIT_MS), 503);
  return { refusal: (await getTranslations("limits"))("busy") };
}

/**
 * Makes a server action from what the form is about, a schema and a function that calls one
 * domain verb. Works for `useActionState` and as a plain post alike.
 *
 * @param check asked when the fields are right, before `run`: `humanCheck`, say
 */
export function formAction<Schema extends z.ZodObject, Found>(
  subject: Subject<Found>,
  schema: Schema,
  run: (input: z.output<Schema>, found: Found) => Promise<Refusal>,
  check?: FormCheck,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const { typed, unreadable, values } = readForm(form, Object.keys(schema.shape));
    const found = await subject(aboutOf(form), values);
    const input = schema.safeParse(typed);
    const fieldErrors = {
      ...(input.error && (await firstErrors(input.error))),
      ...(await unreadableErrors(unreadable)),
    };
    if (!input.success || Object.keys(unreadable).length > 0) return { fieldErrors, values };
    const refusal = await check?.(form);
    return {
      fieldErrors: {},
      values,
      ...(refusal ?? (await run(input.data, found).catch(tooBusy))),
    };
  };
}

/** The same for a form that is a button alone, which always leaves by a redirect. */
export function buttonAction<Found>(
  subject: Subject<Found>,
  run: (found: Found, form: FormData) => Promise<never>,
) {
  return async (form: FormData): Promise<void> => run(await subject(aboutOf(form), {}), form);
}
