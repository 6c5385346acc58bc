import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { listActivity } from "@/lib/audit/list-activity";
import { changePassword } from "@/lib/account/change-password";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { reportUnrequestedEmail } from "@/lib/account/report-unrequested-email";
import { endOneSession, endOtherSessions } from "@/lib/account/end-sessions";
import { eraseAccounts } from "@/lib/account/erase-accounts";
import { listSessions } from "@/lib/account/list-sessions";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { cancelEmailChange, pendingEmailChange } from "@/lib/email-change/request-email-change";
import { requestDeletion } from "@/lib/account/request-deletion";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { undo } from "@/lib/email-change/undo";
import { awaitsSignIn } from "@/lib/registration/sign-in-waiting-browser";
import { correctAddress } from "@/lib/registration/correct-address";
import { confirmWithCode } from "@/lib/registration/confirm-with-code";
import { db } from "@/lib/db";
import { deleteUser } from "@/lib/operator/actions/delete-user";
import { endSessionsOf } from "@/lib/operator/actions/end-sessions";
import { liftSuppressions } from "@/lib/operator/actions/lift-suppressions";
import { lockUser } from "@/lib/operator/actions/lock-user";
import { findPerson } from "@/lib/operator/timeline/person";
import { readHistory } from "@/lib/operator/timeline/read-history";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import { aFullLife, everyRowOf, type Life } from "../../support/full-life";
import { aSession, anAddressChange } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

const acting = () => ({ actionId: randomUUID(), operatorId: null, reason: "asked by phone" });

let neighbour: Life;
let neighboursRows: Awaited<ReturnType<typeof everyRowOf>>;

beforeAll(async () => {
  neighbour = await aFullLife();
  neighboursRows = await everyRowOf(neighbour);
});

/** What somebody does with what is theirs, or with what is the neighbour's. */
const acts: [string, (mine: Life) => Promise<unknown>][] = [
  [
    "changing one's password",
    ({ session }) =>
      changePassword(session, { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }),
  ],
  [
    "ending a session of somebody else's",
    ({ session }) => endOneSession(session, neighbour.session.sessionId),
  ],
  ["ending all one's other sessions", ({ session }) => endOtherSessions(session)],
  [
    "withdrawing one's change of address",
    ({ session, change }) => cancelEmailChange(session, change.id),
  ],
  ["undoing one's change of address", ({ moved }) => undo(moved.undoToken, ORIGIN)],
  [
    "choosing a new password by an email",
    ({ reset }) => resetPassword(reset.token, OTHER_PASSWORD, ORIGIN),
  ],
  [
    "saying “this was not me” to a change",
    ({ change }) => reportUnrequestedEmail(change.notMeToken, ORIGIN),
  ],
  [
    "saying “this was not me” to a registration",
    ({ waiting }) => reportUnrequestedEmail(waiting.notMeToken, ORIGIN),
  ],
  [
    "saying “this was not me” to a wish for a password",
    ({ reset }) => reportUnrequestedEmail(reset.notMeToken, ORIGIN),
  ],
  [
    "saying “this was not me” to a changed password",
    async ({ reset, userId }) => {
      await resetPassword(reset.token, OTHER_PASSWORD, ORIGIN);
      const where = { userId, template: "password_changed" as const };
      const notice = await db.delivery.findFirstOrThrow({ where });
      const result = await reportUnrequestedEmail(
        linkToken("not-me-link", deliveryBinding(notice)),
        ORIGIN,
      );
      expect(result).toEqual({ outcome: "reported" });
    },
  ],
  [
    "confirming a registration of one's own",
    async ({ waiting }) => confirmWithCode(await pageOf(waiting.browser), waiting.code, ORIGIN),
  ],
  [
    "correcting one's address",
    async ({ waiting }) => {
      const address = anAddress();
      const right = { address, originalAddress: address };
      return correctAddress({ ...right, ...(await pageOf(waiting.browser)), origin: ORIGIN });
    },
  ],
  [
    "moving to an address where registrations wait",
    async ({ userId }) => {
      const { address } = await aRegistration();
      const { token } = await anAddressChange(userId, { to: address });
      return confirmEmailChange(token, { userId, password: null }, ORIGIN);
    },
  ],
  [
    "having one's account erased",
    async ({ session, userId }) => {
      await requestDeletion(session, PASSWORD);
      const eraseAt = new Date();
      await db.user.update({ where: { id: userId }, data: { eraseAt } });
      await eraseAccounts(eraseAt);
    },
  ],
  ["being locked by an operator", ({ userId }) => lockUser(userId, acting())],
  ["being signed out by an operator", ({ userId }) => endSessionsOf(userId, acting())],
  ["being deleted by an operator", ({ userId }) => deleteUser(userId, acting())],
  ["having one's suppressions lifted", ({ address }) => liftSuppressions(address, acting())],
];

/** These try the neighbour's, and come to nothing. */
const COMES_TO_NOTHING = ["ending a session of somebody else's"];

describe("what somebody does", { timeout: 120_000 }, () => {
  test.concurrent.each(acts)("%s changes no row of anybody else's", async (what, act) => {
    const mine = await aFullLife();
    const before = await everyRowOf(mine);
    await act(mine);
    expect(await everyRowOf(neighbour)).toEqual(neighboursRows);
    const isNothing = COMES_TO_NOTHING.includes(what);
    expect(isDeepStrictEqual(await everyRowOf(mine), before)).toBe(isNothing);
  });
});

describe("what is shown to somebody", () => {
  test("is theirs: sessions, activity, a pending change, the data of their account", async () => {
    const mine = await aFullLife();
    const { userId, session } = mine;
    const sessions = await listSessions(userId, session.sessionId);
    const own = await db.session.findMany({ where: { userId } });
    expect(sessions.map(({ id }) => id).toSorted()).toEqual(own.map(({ id }) => id).toSorted());
    expect((await pendingEmailChange(userId))?.id).toBe(mine.change.id);
    expect(await pendingEmailChange((await anAccount()).userId)).toBeNull();
    const events = await db.auditEvent.findMany({ where: { userId } });
    const shown = (await listActivity(userId)).activity;
    expect(shown.map(({ id }) => id).toSorted()).toEqual(events.map(({ id }) => id).toSorted());
    const data = JSON.stringify(await exportPersonalData(session));
    expect(data).toContain(userId);
    for (const foreign of [neighbour.userId, neighbour.address, neighbour.session.sessionId])
      expect(data).not.toContain(foreign);
  });

  test("as an operator, of one person is that person's", async () => {
    const mine = await aFullLife();
    const person = await findPerson(mine.userId);
    expect(person?.account?.sessions).toHaveLength(
      await db.session.count({ where: { userId: mine.userId, endedAt: null } }),
    );
    expect(person?.stops).toHaveLength(1);
    const history = JSON.stringify(await readHistory(person!, new Date(Date.now() + 60_000)));
    expect(history).toContain(mine.userId);
    for (const foreign of [neighbour.userId, neighbour.address, neighbour.waiting.id])
      expect(history).not.toContain(foreign);
  });

  test("lets the waiting browser in that the registration names, and no other", async () => {
    const where = awaitsSignIn(aBrowser(), new Date());
    expect(await db.registration.count({ where })).toBe(0);
  });
});

describe("what an act of one's own leaves alone of one's own", () => {
  test("a new password ends no session twice: the moment of an earlier end stays", async () => {
    const mine = await aFullLife();
    const { sessionId } = await aSession(mine.userId);
    await endOneSession(mine.session, sessionId);
    const { endedAt } = await db.session.findUniqueOrThrow({ where: { id: sessionId } });
    await resetPassword(mine.reset.token, OTHER_PASSWORD, ORIGIN);
    expect((await db.session.findUniqueOrThrow({ where: { id: sessionId } })).endedAt).toEqual(
      endedAt,
    );
  });

  test("undoing a move leaves the undo links of earlier moves alive, and voids those of later ones", async () => {
    const { userId } = await anAccount();
    const moves = [];
    for (let n = 0; n < 3; n += 1) {
      const move = await anAddressChange(userId);
      await confirmEmailChange(move.token, { userId, password: null }, ORIGIN);
      moves.push(move);
    }
    const [first, second, third] = moves;
    expect(await undo(second!.undoToken, ORIGIN)).toEqual({ outcome: "restored" });
    expect(await undo(third!.undoToken, ORIGIN)).toEqual({ outcome: "void" });
    expect(await undo(first!.undoToken, ORIGIN)).toEqual({ outcome: "restored" });
  });
});
