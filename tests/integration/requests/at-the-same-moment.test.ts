import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { changePassword } from "@/lib/account/change-password";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { requestEmailChange } from "@/lib/email-change/request-email-change";
import { requestDeletion } from "@/lib/account/request-deletion";
import { db } from "@/lib/db";
import { holdUp } from "../../support/hold-up";
import { aSession, anAddressChange } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

const typed = () => {
  const address = anAddress("new");
  return { address, originalAddress: address, password: PASSWORD };
};

/** What takes an account's password: made ready for a user, to be done later. */
type Prepare = (userId: string) => Promise<() => Promise<{ outcome: string }>>;

const askToMove: Prepare = async (userId) => {
  const session = await aSession(userId);
  return () => requestEmailChange(session, typed());
};
const askToBeDeleted: Prepare = async (userId) => {
  const session = await aSession(userId);
  return () => requestDeletion(session, PASSWORD);
};
const confirmAMove: Prepare = async (userId) => {
  const { token } = await anAddressChange(userId);
  return () => confirmEmailChange(token, { userId: null, password: PASSWORD }, ORIGIN);
};
const choosePassword: Prepare = async (userId) => {
  const session = await aSession(userId);
  const passwords = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
  return () => changePassword(session, passwords);
};

type Change = { sql: string; leaves: object };

const REPLACED = { sql: "password_hash = 'another'", leaves: { passwordHash: "another" } };
const LOCKED = { sql: "locked_at = '2026-01-01'", leaves: {} };
const CLOSED = { sql: "erase_at = '2100-01-01Z'", leaves: { eraseAt: new Date("2100-01-01") } };

/** What the verbs here would change of an account, and the emails they would ask for. */
async function stateOf(userId: string) {
  const where = { id: userId };
  const { address, passwordHash, eraseAt } = await db.user.findUniqueOrThrow({ where });
  const deliveries = await db.delivery.count({ where: { userId } });
  return { address, passwordHash, eraseAt, deliveries };
}

describe("a wish whose password was right when it was compared is refused, and changes nothing, when", () => {
  test.each<[string, Prepare, Change, string]>([
    ["to move, and the password is another by then", askToMove, REPLACED, "wrong_password"],
    ["to move, and the account is locked by then", askToMove, LOCKED, "wrong_password"],
    ["to be deleted, and the password is another", askToBeDeleted, REPLACED, "wrong_password"],
    ["to be deleted, and the account is locked", askToBeDeleted, LOCKED, "wrong_password"],
    ["to take the new address, and the password is another", confirmAMove, REPLACED, "void"],
    ["to take the new address, and the account is closed", confirmAMove, CLOSED, "void"],
    ["to have a new password, and it is another", choosePassword, REPLACED, "wrong_password"],
  ])("it is %s", async (_what, prepare, { sql, leaves }, outcome) => {
    const { userId } = await anAccount();
    const act = await prepare(userId);
    const before = await stateOf(userId);
    const held = await holdUp(`UPDATE "user" SET ${sql} WHERE id = $1`, [userId]);
    const acting = act();
    await held.untilWaiting(1);
    await held.letGo();
    expect(await acting).toMatchObject({ outcome });
    expect(await stateOf(userId)).toEqual({ ...before, ...leaves });
  });
});

test("the form to change an address, sent twice at the same moment, asks for one change with one pair of mails", async () => {
  const { userId } = await anAccount();
  const [session, wish, changeId] = [await aSession(userId), typed(), randomUUID()];
  const held = await holdUp('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [userId]);
  const asking = [1, 2].map(() => requestEmailChange(session, wish, new Date(), changeId));
  await held.untilWaiting(2);
  await held.letGo();
  expect(await Promise.all(asking)).toEqual([{ outcome: "requested" }, { outcome: "requested" }]);
  expect(await db.verification.count({ where: { addressChangeId: changeId } })).toBe(2);
  expect(await db.delivery.count({ where: { addressChangeId: changeId } })).toBe(2);
});
