import { Agent } from "node:http";
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { PlainBrowser } from "../support/plain-browser";
import {
  forgetInBrowsers,
  prepareSubjects,
  registerInBrowsers,
  type Subject,
} from "./address-states";

const PASSWORD = "nine moons over Jura";
const WRONG_PASSWORD = "seven rivers under Bern";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Something a stranger does to an address, and how many milliseconds its answer took. */
export interface Probe {
  action: string;
  subjects: Subject[];
  time: (subject: Subject) => Promise<number>;
}

interface Wish {
  origin: string;
  database: pg.Client;
  /** How many addresses in each state. */
  count: number;
  passwordHash: string;
}

type Fields = (subject: Subject) => Record<string, string>;

/** Sends the form with a button, as the page shows it to the browser of each subject. */
function formOf(
  { origin }: Wish,
  form: { path: string; button: string; status: number },
  fields: Fields,
  browserOf = (_subject: Subject) => new PlainBrowser(origin, agent),
): Probe["time"] {
  return async (subject) => {
    const browser = browserOf(subject);
    // Forms name what they act on. And the server is then done with what the last answer left.
    await browser.open(form.path);
    const hidden = browser.hiddenFields(form.button);
    const startedAt = performance.now();
    const { status } = await browser.post(form.path, { ...hidden, ...fields(subject) });
    const taken = performance.now() - startedAt;
    if (status !== form.status) throw new Error(`${form.path} was answered with ${status}.`);
    return taken;
  };
}

const asStranger =
  ({ origin }: Wish) =>
  ({ browserKey }: Subject): PlainBrowser => {
    const browser = new PlainBrowser(origin, agent);
    browser.headers = { cookie: `latchkey.browser=${browserKey}` };
    return browser;
  };

const email: Fields = ({ address }) => ({ email: address });

/** Somebody who is signed in to an account of their own. */
async function somebodySignedIn({ origin, database }: Wish): Promise<PlainBrowser> {
  const address = `stranger-${randomUUID()}@example.com`;
  const browser = new PlainBrowser(origin, agent);
  await browser.open("/register");
  await browser.press("Create account", { email: address, password: PASSWORD });
  await database.query(
    `UPDATE "user" u SET confirmed_at = now(), password_hash = r.password_hash
     FROM registration r WHERE r.user_id = u.id AND u.address = $1`,
    [address],
  );
  await browser.open("/sign-in");
  const page = await browser.press("Sign in", { email: address, password: PASSWORD });
  if (page.path !== "/account") throw new Error(`Signing in led to ${page.path}.`);
  return browser;
}

/** What the contract of docs/enumeration.md is about, each with addresses of its own. */
export async function prepareProbes(wish: Wish): Promise<Probe[]> {
  const { database, count, passwordHash } = wish;
  const subjects = () => prepareSubjects(database, count, passwordHash);
  const registered = async () => {
    const made = await subjects();
    await registerInBrowsers(database, made, passwordHash);
    return made;
  };
  const [known, unknown, toResend, toConfirm, toReset, targets, toCorrect] = [
    await subjects(),
    await subjects(),
    await registered(),
    await registered(),
    await subjects(),
    await subjects(),
    await subjects(),
  ];
  await forgetInBrowsers(database, toReset);
  const mistakes = toCorrect.map((each) => ({ ...each, address: `mistaken-${each.address}` }));
  await registerInBrowsers(database, mistakes, passwordHash);
  await database.query("ANALYZE");

  const stranger = asStranger(wish);
  // Each may ask for five changes a day, and all seven states have their turn within a day.
  const movers = [await somebodySignedIn(wish), await somebodySignedIn(wish)] as const;
  let turn = 0;
  const nextMover = () => movers[turn++ % 2 === 0 ? 0 : 1];
  const waiting = { path: "/check-your-email" };
  const signIn = { path: "/sign-in", button: "Sign in", status: 200 };
  const register = { path: "/register", button: "Create account", status: 303 };
  const resend = { ...waiting, button: "Resend email", status: 303 };
  const correct = { ...waiting, button: "Update and resend", status: 303 };
  const confirm = { ...waiting, button: "Confirm", status: 200 };
  const forget = { path: "/forgot-password", button: "Send reset link", status: 303 };
  const reset = { path: "/reset-password", button: "Continue", status: 200 };
  const change = { path: "/account/address", button: "Change email", status: 303 };
  const withOwnPassword: Fields = ({ address }) => ({ email: address, password: PASSWORD });
  const withPassword: Fields = ({ address }) => ({ email: address, password: WRONG_PASSWORD });
  const probe = (action: string, of: Subject[], time: Probe["time"]) => ({
    action,
    subjects: of,
    time,
  });
  return [
    probe("register", unknown, formOf(wish, register, withPassword)),
    probe(
      "resend",
      toResend,
      formOf(wish, resend, () => ({}), stranger),
    ),
    probe("correct an address to it", toCorrect, formOf(wish, correct, email, stranger)),
    probe(
      "enter a code on the waiting page",
      toConfirm,
      formOf(wish, confirm, () => ({ code: "000000" }), stranger),
    ),
    probe("ask for a new password", known, formOf(wish, forget, email)),
    probe(
      "enter a code for a new password",
      toReset,
      formOf(wish, reset, () => ({ code: "00000000" }), stranger),
    ),
    probe("sign in with a wrong password", known, formOf(wish, signIn, withPassword)),
    probe("change one's address to it", targets, formOf(wish, change, withOwnPassword, nextMover)),
  ];
}
