import { Agent } from "node:http";
import { PlainBrowser } from "../support/plain-browser";

/** Requests under way at a time. */
export const AT_ONCE = 16;

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Somebody new, from a network of their own. They share connections, as behind a proxy. */
export function newVisitor(origin: string, cookie?: string): PlainBrowser {
  const visitor = new PlainBrowser(origin, agent);
  if (cookie !== undefined) visitor.headers = { cookie };
  return visitor;
}

/** Sends the form with a button each time as somebody new: a plain post, as without scripts. */
export async function prepareForm(origin: string, path: string, button: string) {
  const reader = newVisitor(origin);
  await reader.open(path);
  const hidden = reader.hiddenFields(button);
  return async (fields: Record<string, string>, leadsTo: string) => {
    const answer = await newVisitor(origin).post(path, { ...hidden, ...fields });
    const { location = "" } = answer.headers;
    if (answer.status !== 303 || !location.includes(leadsTo))
      throw new Error(`The form on ${path} was answered with ${answer.status} ${location}.`);
  };
}

/** Asks for an address, and fails if the answer is another than it should be. */
export async function expectAnswer(
  visitor: PlainBrowser,
  path: string,
  expected: { status: number; leadsTo?: string },
): Promise<void> {
  const { status, headers } = await visitor.send("GET", path);
  const { location = "" } = headers;
  if (status !== expected.status || !location.includes(expected.leadsTo ?? ""))
    throw new Error(`${path} was answered with ${status} ${location}.`);
}
