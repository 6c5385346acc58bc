import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { PlainBrowser } from "../support/plain-browser";
import type { Lab } from "./lab";

const PASSWORD = "nine moons over Jura";
/** Longer than any answer takes, and as long as people wait. */
const PATIENCE_MS = 20_000;
/** How long somebody looks at an error before trying again. */
const PAUSE_AFTER_FAILURE_MS = 400;
/** Then somebody gives up, and so does the scenario. */
const GIVES_UP_AFTER_MS = 180_000;

/** Somebody who registers, in one browser, until it is acknowledged. */
export interface Person {
  address: string;
  browserKey: string;
  /** Posts without the answer that the email is on its way; each may have been taken or not. */
  unacknowledged: number;
  isAcknowledged: boolean;
}

/** People with addresses of their own, who have not registered yet. */
export function strangers(count: number, name = "person"): Person[] {
  return Array.from({ length: count }, (_, n) => ({
    address: `${name}${n}-${randomUUID()}@example.com`,
    browserKey: randomBytes(32).toString("base64url"),
    unacknowledged: 0,
    isAcknowledged: false,
  }));
}

/** What the database keeps of a person's browser. */
export const keyHashOf = ({ browserKey }: Person): string =>
  createHash("sha256").update(browserKey).digest("base64url");

/** The browser of a person, with the key that it got when it was first here. */
export function browserOf({ origin }: Lab, { browserKey }: Person): PlainBrowser {
  const browser = new PlainBrowser(origin);
  browser.headers = { cookie: `latchkey.browser=${browserKey}` };
  return browser;
}

/**
 * How many register at once, and how long each of these waits before the next person, if at all.
 */
export interface Pace {
  atOnce: number;
  pauseMs?: () => number;
}

/** People register by the form, as without scripts. Returns when all are acknowledged. */
export async function registerAll(lab: Lab, people: Person[], pace: Pace): Promise<void> {
  const reader = new PlainBrowser(lab.origin);
  await reader.open("/register");
  const hidden = reader.hiddenFields("Create account");
  const waiting = [...people];
  const one = async () => {
    for (let person = waiting.shift(); person; person = waiting.shift()) {
      await registerUntilAcknowledged(lab, person, hidden);
      if (pace.pauseMs) await delay(pace.pauseMs());
    }
  };
  await Promise.all(Array.from({ length: pace.atOnce }, one));
}

async function registerUntilAcknowledged(lab: Lab, person: Person, hidden: Record<string, string>) {
  const fields = { ...hidden, email: person.address, password: PASSWORD };
  const deadline = Date.now() + GIVES_UP_AFTER_MS;
  for (;;) {
    const answer = await post(browserOf(lab, person), fields);
    person.isAcknowledged = answer === "acknowledged";
    if (person.isAcknowledged) return;
    person.unacknowledged += 1;
    if (Date.now() > deadline) throw new Error(`Somebody gave up registering: ${answer}.`);
    await delay(PAUSE_AFTER_FAILURE_MS);
  }
}

async function post(browser: PlainBrowser, fields: Record<string, string>): Promise<string> {
  const timeout = delay(PATIENCE_MS, "no answer in time", { ref: false });
  const answer = browser.post("/register", fields).then(
    ({ status, headers }) => {
      const isAcknowledged = status === 303 && headers.location?.includes("/check-your-email");
      return isAcknowledged ? "acknowledged" : `status ${status}`;
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return Promise.race([answer, timeout]);
}
