import type { FormError } from "@/lib/request/form-schemas";

/** Far more than any field of ours takes; what is longer is not even looked at. */
const LONGEST = 4_000;

/** Nobody can type these, and PostgreSQL keeps no U+0000. A tab or line end may be pasted. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Fields that must never travel back to the browser, now or when somebody adds one. */
const SECRET = /password|code|answer/i;

/** A form as it came. */
type ReadForm = {
  /** What was typed into the fields that the form has. */
  typed: Record<string, string>;
  /** Errors of fields that no schema should see. */
  unreadable: Record<string, FormError>;
  /** What may be shown again. */
  values: Record<string, string>;
};

function errorOf(text: string): FormError | null {
  if (text.length > LONGEST) return "tooLong";
  return CONTROL.test(text) ? "hiddenCharacters" : null;
}

/**
 * Reads the named fields of a form. What a field held that must not go further reads as
 * empty and has an error, so that it reaches neither a schema, nor the database, nor the
 * page again.
 */
export function readForm(form: FormData, names: string[]): ReadForm {
  const read: ReadForm = { typed: {}, unreadable: {}, values: {} };
  for (const name of names) {
    const text = form.get(name);
    if (typeof text !== "string") continue;
    const error = errorOf(text);
    if (error) read.unreadable[name] = error;
    else read.typed[name] = text;
    if (!error && !SECRET.test(name)) read.values[name] = text;
  }
  return read;
}
