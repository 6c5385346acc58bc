import { Agent } from "node:http";
import type pg from "pg";
import { mailsTo } from "../support/inbox";
import { PlainBrowser } from "../support/plain-browser";
import { poll } from "@latchkey/testing/poll";
import { arrivedSince, mostWithinASecond, type PreparedPerson } from "./prepared-people";
import { median, rateOf } from "./rate";

export const PASSWORD = "nine moons over Jura";
const AT_ONCE = 16;

/** What all measures work on: the app, its database and its runner. */
export interface Bench {
  origin: string;
  runnerUrl: string;
  inboxUrl: string;
  database: pg.Client;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const anAddress = () => `bench-${crypto.randomUUID()}@example.com`;

/** A visitor's form: a plain post from a browser that was never here, as without scripts. */
async function formOf(origin: string, path: string, button: string) {
  const reader = new PlainBrowser(origin, agent);
  await reader.open(path);
  const hidden = reader.hiddenFields(button);
  return async (fields: Record<string, string>, expected: string) => {
    const answer = await new PlainBrowser(origin, agent).post(path, { ...hidden, ...fields });
    const { location = "" } = answer.headers;
    if (answer.status !== 303 || !location.includes(expected)) {
      throw new Error(`The form on ${path} was answered with ${answer.status} ${location}.`);
    }
  };
}

/** Registrations a second by the form. Their emails go out meanwhile, as they do in life. */
export async function registrationRate({ origin }: Bench, count: number): Promise<number> {
  const send = await formOf(origin, "/register", "Create account");
  return rateOf(count, AT_ONCE, () =>
    send({ email: anAddress(), password: PASSWORD }, "/check-your-email"),
  );
}

/**
 * Milliseconds from sending the form to SES having the email, at the median, with nothing else to
 * do.
 */
export async function registerToMailTime({ origin }: Bench, times: number): Promise<number> {
  const send = await formOf(origin, "/register", "Create account");
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const email = anAddress();
    const sentAt = Date.now();
    await send({ email, password: PASSWORD }, "/check-your-email");
    const mail = await poll(`the mail to ${email}`, async () => (await mailsTo(email))[0], {
      intervalMs: 120,
    });
    taken.push(mail.receivedAt - sentAt);
  }
  return median(taken);
}

/** Waits until no email is on its way to SES any more. */
export async function mailsAreOut({ database }: Bench): Promise<void> {
  const isOut = async () => {
    const { rowCount } = await database.query(
      "SELECT FROM delivery WHERE status IN ('queued', 'sending', 'deferred', 'unknown') LIMIT 1",
    );
    return rowCount === 0;
  };
  await poll("all mails to be sent", isOut, { deadlineMs: 90_000, intervalMs: 100 });
}

/**
 * Emails a second, from the outbox through Inngest to SES, for people who are registered in
 * the database already. Starts when the sweeper is told to publish.
 */
export async function mailRate(bench: Bench, people: PreparedPerson[]) {
  const startedAt = Date.now();
  const url = `${bench.runnerUrl}/api/functions/latchkey-sweep-outbox/run`;
  const started = await fetch(url, { method: "POST" });
  if (!started.ok) throw new Error(`The sweeper was not run: ${await started.text()}`);
  await mailsAreOut(bench);
  const arrived = await arrivedSince(bench.inboxUrl, startedAt);
  const times = people.map(({ address }) => arrived.get(address)?.receivedAt ?? NaN);
  if (times.some(Number.isNaN)) throw new Error("Some mails did not arrive.");
  return {
    perSecond: (people.length * 1_000) / (Math.max(...times) - startedAt),
    mostWithinASecond: mostWithinASecond(times),
    links: new Map([...arrived].map(([address, { link }]) => [address, link])),
  };
}

/** Confirmations a second: each person's own link, once, in the browser that registered. */
export async function confirmationRate(
  { origin }: Bench,
  people: PreparedPerson[],
  links: Map<string, string>,
): Promise<number> {
  return rateOf(people.length, AT_ONCE, async (n) => {
    const { address, browserKey } = people[n]!;
    const { pathname } = new URL(links.get(address)!);
    const cookie = `latchkey.browser=${browserKey}`;
    const answer = await new PlainBrowser(origin, agent).send("GET", pathname, {
      headers: { cookie },
    });
    if (!answer.headers.location?.includes("/account?welcome")) {
      throw new Error(`A link was answered with ${answer.status} ${answer.headers.location}.`);
    }
  });
}

/** Sign-ins a second by the form, each of somebody else. */
export async function signInRate({ origin }: Bench, people: PreparedPerson[]): Promise<number> {
  const send = await formOf(origin, "/sign-in", "Sign in");
  return rateOf(people.length, AT_ONCE, (n) =>
    send({ email: people[n]!.address, password: PASSWORD }, "/account"),
  );
}
