/**
 * The field that no person sees. Its name is one that programs like to fill in and that
 * browsers have nothing to put into.
 */
export const HONEYPOT = "website";

/** Whether something filled it in. A person may, by an extension that fills in forms. */
export function isHoneypotFilled(form: FormData): boolean {
  return form.getAll(HONEYPOT).some((value) => value !== "");
}
