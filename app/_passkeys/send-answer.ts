/** The hidden field that an answer is sent in. `readForm` never shows it again. */
export const ANSWER = "passkeyAnswer";

/** Sends a form with the answer of a passkey. */
export function sendAnswer(form: HTMLFormElement | null, answer: string): void {
  const field = form?.elements.namedItem(ANSWER);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = answer;
  form?.requestSubmit();
}
