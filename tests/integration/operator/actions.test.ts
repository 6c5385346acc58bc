import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { aStartedRemoval } from "../../support/factor-removals";
import { someoneSignedInAt } from "../../support/operators";
import { PlainBrowser } from "../../support/plain-browser";
import { aSession } from "../../support/recoveries";
import { anAccount, aRegistration, everythingAbout } from "../../support/registrations";
import { anAccountWithApp } from "../../support/second-factors";

let app: RunningApp;
let operator: Awaited<ReturnType<typeof someoneSignedInAt>>;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL!, LOG_LEVEL: "warn" } });
  operator = await someoneSignedInAt(app.url, "operator");
});

afterAll(() => app.stop());

const REASON = "asked for by phone, ticket 42";

const actPath = (verb: string, userId: string) => `/operator/people/act/${verb}?user=${userId}`;

const actionsOn = (subject: string) => db.operatorAction.findMany({ where: { subject } });
const auditOf = async (userId: string) =>
  (await db.auditEvent.findMany({ where: { userId } })).map(({ name }) => name);

/** Opens the page of an action and presses its button, with the reason and what else it asks. */
async function press(verb: string, userId: string, button: string, fields = {}) {
  await operator.browser.open(actPath(verb, userId));
  return operator.browser.press(button, { reason: REASON, ...fields });
}

type Target = { userId: string; address: string; deliveryId: string };
type Case = {
  verb: string;
  button: string;
  target: () => Promise<Target>;
  fields?: (target: Target) => Record<string, string>;
  /** What was written down of it, and of what. */
  action: string;
  subject: (target: Target) => string;
  audit?: string;
  /** What is true afterwards. */
  holds: (target: Target) => Promise<boolean>;
  title: string;
};

const userOf = ({ userId }: Target) => db.user.findUniqueOrThrow({ where: { id: userId } });
const stopped = ({ address }: Target) => db.suppression.count({ where: { address } });

async function suppressed(target: Promise<Target>): Promise<Target> {
  const person = await target;
  const { address } = person;
  await db.suppression.create({ data: { address, scope: "everything", reason: "hard_bounce" } });
  return person;
}

async function locked(): Promise<Target> {
  const person = await anAccount();
  await db.user.update({ where: { id: person.userId }, data: { lockedAt: new Date() } });
  return person;
}

async function withSession(): Promise<Target> {
  const person = await anAccount();
  await aSession(person.userId);
  return person;
}

const cases: Case[] = [
  {
    verb: "resend",
    button: "Resend confirmation email",
    target: aRegistration,
    action: "mail_resent",
    subject: ({ userId }) => userId,
    holds: async ({ userId }) => (await db.delivery.count({ where: { userId } })) === 2,
    title: "Email resent",
  },
  {
    verb: "lift",
    button: "Remove suppression",
    target: () => suppressed(aRegistration()),
    action: "suppression_lifted",
    subject: ({ address }) => address,
    holds: async (target) => (await stopped(target)) === 0,
    title: "Removed from our list only|are allowed again",
  },
  {
    verb: "suppress",
    button: "Suppress address",
    target: aRegistration,
    action: "address_suppressed",
    subject: ({ address }) => address,
    holds: async (target) => (await stopped(target)) === 1,
    title: "This address is suppressed",
  },
  {
    verb: "confirm",
    button: "Confirm manually",
    target: aRegistration,
    action: "confirmed_by_hand",
    subject: ({ userId }) => userId,
    audit: "confirmed_by_operator",
    holds: async (target) => (await userOf(target)).passwordHash !== null,
    title: "Email confirmed",
  },
  {
    verb: "end-sessions",
    button: "Sign out everywhere",
    target: withSession,
    action: "sessions_ended",
    subject: ({ userId }) => userId,
    audit: "signed_out_by_operator",
    holds: async ({ userId }) =>
      (await db.session.count({ where: { userId, endedAt: null } })) === 0,
    title: "Signed out everywhere",
  },
  {
    verb: "lock",
    button: "Lock account",
    target: anAccount,
    action: "user_locked",
    subject: ({ userId }) => userId,
    audit: "locked",
    holds: async (target) => (await userOf(target)).lockedAt !== null,
    title: "Account locked",
  },
  {
    verb: "unlock",
    button: "Unlock account",
    target: locked,
    action: "user_unlocked",
    subject: ({ userId }) => userId,
    audit: "unlocked",
    holds: async (target) => (await userOf(target)).lockedAt === null,
    title: "Account unlocked",
  },
  {
    verb: "remove-factors",
    button: "Remove all second factors",
    target: anAccountWithApp,
    action: "factor_removal_started",
    subject: ({ userId }) => userId,
    audit: "factor_removal_started",
    holds: async ({ userId }) => (await db.factorRemoval.count({ where: { userId } })) === 1,
    title: "Removal of all second factors started",
  },
  {
    verb: "keep-factors",
    button: "Keep second factors",
    target: aStartedRemoval,
    action: "factor_removal_stopped",
    subject: ({ userId }) => userId,
    audit: "factor_removal_stopped",
    holds: async ({ userId }) =>
      (await db.factorRemoval.count({ where: { userId, cancelReason: "operator" } })) === 1,
    title: "Removal stopped",
  },
  {
    verb: "delete",
    button: "Delete account",
    target: anAccount,
    fields: ({ address }) => ({ typed: address }),
    action: "user_deleted",
    subject: ({ userId }) => userId,
    audit: "deletion_requested",
    holds: async (target) => (await userOf(target)).eraseAt !== null,
    title: "Account scheduled for deletion",
  },
];

describe.each(cases)("to $verb", ({ verb, button, target, fields, subject, ...expected }) => {
  test("asks for a reason, does it, says so and writes it down", async () => {
    const person = await target();
    const withoutReason = await press(verb, person.userId, button, { reason: "  x " });
    expect(withoutReason.body).toContain("Enter a reason");
    expect(await actionsOn(subject(person))).toEqual([]);

    const page = await press(verb, person.userId, button, fields?.(person));
    expect(page.path).toMatch(new RegExp(`^/operator/people/${person.userId}\\?done=`));
    expect(page.body).toMatch(new RegExp(expected.title));
    expect(await expected.holds(person)).toBe(true);
    expect(await actionsOn(subject(person))).toMatchObject([
      { name: expected.action, reason: REASON, operatorId: operator.userId },
    ]);
    if (expected.audit) expect(await auditOf(person.userId)).toContain(expected.audit);
    expect(page.body).toContain(REASON);
  });

  test("does nothing the second time, also when both presses come at once", async () => {
    const person = await target();
    await operator.browser.open(actPath(verb, person.userId));
    const form = {
      ...operator.browser.hiddenFields(button),
      reason: REASON,
      ...fields?.(person),
    };
    const path = actPath(verb, person.userId);
    const presses = [1, 2, 3].map(() => operator.browser.post(path, form));
    for (const { status } of await Promise.all(presses)) expect(status).toBe(303);
    expect(await actionsOn(subject(person))).toHaveLength(1);
    expect(await expected.holds(person)).toBe(true);
    const again = await operator.browser.post(path, form);
    expect(again.headers.location).toContain("done=repeated");
    if (expected.audit)
      expect((await auditOf(person.userId)).filter((name) => name === expected.audit)).toHaveLength(
        1,
      );
  });

  test("is not for a member, nor for a visitor, not even by posting the form", async () => {
    const person = await target();
    const path = actPath(verb, person.userId);
    await operator.browser.open(path);
    const form = {
      ...operator.browser.hiddenFields(button),
      reason: REASON,
      ...fields?.(person),
    };
    const before = JSON.stringify(await everythingAbout(person.address));
    const member = await someoneSignedInAt(app.url, "member");
    expect((await member.browser.open(path)).status).toBe(404);
    expect((await member.browser.post(path, form)).status).toBe(404);
    const refusal = `"userId":"${member.userId}","path":"/operator/people/act/${verb}"`;
    expect(app.output()).toContain(refusal);
    const visitor = new PlainBrowser(app.url);
    expect((await visitor.open(path)).path).toMatch(/^\/sign-in/);
    expect((await visitor.post(path, form)).headers.location).toMatch(/\/sign-in/);
    expect(await actionsOn(subject(person))).toEqual([]);
    expect(JSON.stringify(await everythingAbout(person.address))).toBe(before);
  });
});

describe("deleting", () => {
  test("asks for the address of the account to be typed", async () => {
    const { userId } = await anAccount();
    const page = await press("delete", userId, "Delete account", { typed: "ada@example.com" });
    expect(page.body).toContain("That doesn’t match the account’s email");
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).eraseAt).toBeNull();
  });
});
