import type pg from "pg";
import { letCooldownPass } from "./account-rows";
import { anIp } from "./an-ip";
import { anAccount, anAddress, OTHER_PASSWORD, PASSWORD } from "./registrations";
import { Visit, type Seen } from "./visit";

/** No code is this one but in a millionth of all cases; of eight digits, in fewer. */
const NO_CODE = { "/check-your-email": "000000", "/reset-password": "00000000" };

/** Codes end after five tries, sign-in pauses after five: the sixth answer is another one. */
const TRIES = 6;

/** Where the visits go, and the database in which time passes for them. */
export interface Place {
  origin: string;
  database: pg.Client;
}

/** Something that a stranger does to an address, from the first page to the last answer. */
export type Action = (address: string, place: Place) => Promise<Seen[]>;

async function visitThatRegistered(address: string, { origin }: Place): Promise<Visit> {
  const visit = new Visit(origin);
  const form = { email: address, password: OTHER_PASSWORD };
  await visit.press("/register", "Create account", form);
  return visit;
}

async function visitThatForgot(address: string, { origin }: Place): Promise<Visit> {
  const visit = new Visit(origin);
  await visit.press("/forgot-password", "Send reset link", { email: address });
  return visit;
}

/** Somebody with an account of their own, signed in a moment ago. */
export async function visitOfSomeoneElse({ origin }: Place): Promise<Visit> {
  const other = await anAccount({ address: anAddress("stranger") });
  const visit = new Visit(origin);
  await visit.press("/sign-in", "Sign in", { email: other.address, password: PASSWORD });
  return visit;
}

async function tryCodes(visit: Visit, path: keyof typeof NO_CODE, button: string) {
  for (let n = 0; n < TRIES; n += 1) await visit.press(path, button, { code: NO_CODE[path] });
  return visit.seen;
}

/** The actions that the contract of docs/enumeration.md is about, by its names for them. */
export const actions = {
  register: async (address, place) => (await visitThatRegistered(address, place)).seen,

  resend: async (address, place) => {
    const visit = await visitThatRegistered(address, place);
    await visit.press("/check-your-email", "Resend email");
    await letCooldownPass(place.database, address);
    await visit.press("/check-your-email", "Resend email");
    return visit.seen;
  },

  "correct an address to it": async (address, place) => {
    const visit = await visitThatRegistered(anAddress("stranger"), place);
    await visit.press("/check-your-email", "Update and resend", { email: address });
    return visit.seen;
  },

  "enter codes on the waiting page": async (address, place) =>
    tryCodes(await visitThatRegistered(address, place), "/check-your-email", "Confirm"),

  "ask for a new password": async (address, place) => (await visitThatForgot(address, place)).seen,

  "resend the email for a new password": async (address, place) => {
    const visit = await visitThatForgot(address, place);
    await visit.press("/reset-password", "Resend email");
    await letCooldownPass(place.database, address);
    await visit.press("/reset-password", "Resend email");
    return visit.seen;
  },

  "enter codes for a new password": async (address, place) =>
    tryCodes(await visitThatForgot(address, place), "/reset-password", "Continue"),

  "sign in with a wrong password": async (address, { origin }) => {
    const visit = new Visit(origin);
    const form = { email: address, password: "not the password at all" };
    for (let n = 0; n < TRIES; n += 1) await visit.press("/sign-in", "Sign in", form);
    return visit.seen;
  },

  "register, and sign in with that in two browsers": async (address, place) => {
    const visit = await visitThatRegistered(address, place);
    const elsewhere = new Visit(place.origin);
    const form = { email: address, password: OTHER_PASSWORD };
    for (const each of [visit, elsewhere]) await each.press("/sign-in", "Sign in", form);
    return [...visit.seen, ...elsewhere.seen];
  },

  "change one's address to it": async (address, place) => {
    const visit = await visitOfSomeoneElse(place);
    const form = { email: address, password: PASSWORD };
    await visit.press("/account/address", "Change email", form);
    await visit.look("/account/activity");
    return visit.seen;
  },
} satisfies Record<string, Action>;

/**
 * Asks for emails to an address until that is too much, each time in another browser and
 * network, then in every other way there is.
 *
 * @returns each answer's status, seconds to wait and words
 */
export async function askUntilTooMuch(address: string, place: Place) {
  const waiting = await visitThatRegistered(address, place);
  await letCooldownPass(place.database, address);
  for (let n = 0; n < TRIES - 1; n += 1) {
    waiting.browser.ip = anIp();
    await waiting.press("/check-your-email", "Resend email");
    await letCooldownPass(place.database, address);
  }
  const correcting = await visitThatRegistered(anAddress("stranger"), place);
  await correcting.press("/check-your-email", "Update and resend", { email: address });
  const changing = await visitOfSomeoneElse(place);
  const form = { email: address, password: PASSWORD };
  await changing.press("/account/address", "Change email", form);
  const others = [
    await visitThatRegistered(address, place),
    await visitThatForgot(address, place),
    correcting,
    changing,
  ];
  return [waiting, ...others].flatMap((visit) => visit.seen);
}
