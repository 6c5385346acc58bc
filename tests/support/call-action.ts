import type { Answer, PlainBrowser } from "./plain-browser";

const BOUNDARY = "----latchkeyactionboundary";

/**
 * Sends the form with a button as Next.js's own client does once scripts run: a call of the
 * server action with the form's state and its fields, in React's encoding. The form is the
 * one on the page that is open; another page may be named as the one that is called.
 */
export function callAction(
  browser: PlainBrowser,
  call: { button: string; fields: Record<string, string>; path: string; origin: string },
): Promise<Answer> {
  const hidden = Object.entries(browser.hiddenFields(call.button));
  const [, reference = "{}"] = hidden.find(([name]) => /^\$ACTION_\d+:0$/.test(name)) ?? [];
  const { id } = JSON.parse(reference) as { id: string };
  const parts = [
    ...Object.entries(call.fields).map(([name, value]) => [`_1_${name}`, value] as const),
    ["0", '[{"fieldErrors":{},"values":{}},"$K1"]'] as const,
  ].map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return browser.send("POST", call.path, {
    body: `${parts.join("")}--${BOUNDARY}--\r\n`,
    headers: {
      origin: call.origin,
      accept: "text/x-component",
      "next-action": id,
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
}
