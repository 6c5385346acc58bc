import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { requestDeletion } from "@/lib/account/request-deletion";
import { db } from "@/lib/db";
import { confirmManually } from "@/lib/operator/actions/confirm-manually";
import { deleteUser } from "@/lib/operator/actions/delete-user";
import { endSessionsOf } from "@/lib/operator/actions/end-sessions";
import { findReplay } from "@/lib/operator/actions/replay-all";
import { liftSuppressions } from "@/lib/operator/actions/lift-suppressions";
import { lockUser } from "@/lib/operator/actions/lock-user";
import { unlockUser } from "@/lib/operator/actions/unlock-user";
import type { Acting } from "@/lib/operator/record-action";
import { replayEmail } from "@/lib/operator/actions/replay-email";
import { resendEmail } from "@/lib/operator/actions/resend-email";
import { setRole } from "@/lib/operator/actions/set-role";
import { suppressAddress } from "@/lib/operator/actions/suppress-address";
import { aSession } from "../../support/recoveries";
import {
  anAccount,
  anAddress,
  aRegistration,
  everythingAbout,
  PASSWORD,
} from "../../support/registrations";

const acting = (): Acting => ({ actionId: randomUUID(), operatorId: null, reason: "by phone" });

type Verb = (userId: string, by: Acting) => Promise<{ outcome: string }>;

/** The registration that the operator's page shows; one that is gone where there is none. */
async function newestOf(userId: string): Promise<string> {
  const orderBy = { createdAt: "desc" } as const;
  return (await db.registration.findFirst({ where: { userId }, orderBy }))?.id ?? randomUUID();
}

const ofUser: Record<string, Verb> = {
  resend: async (userId, by) => resendEmail(userId, await newestOf(userId), by),
  confirm: async (userId, by) => confirmManually(userId, await newestOf(userId), by),
  "end sessions": endSessionsOf,
  lock: lockUser,
  unlock: unlockUser,
  delete: deleteUser,
};

const setUser = async (userId: string, data: Parameters<typeof db.user.update>[0]["data"]) => {
  await db.user.update({ where: { id: userId }, data });
  return userId;
};

/** Somebody in a state, signed in where that can be. */
const people: Record<string, () => Promise<string>> = {
  "somebody who waits": async () => (await aRegistration()).userId,
  "somebody confirmed": async () => {
    const { userId } = await anAccount();
    await aSession(userId);
    return userId;
  },
  "somebody confirmed whose address a stranger tried": async () => {
    const { userId, address } = await anAccount();
    await aRegistration({ address });
    return userId;
  },
  "somebody who reported the registration": async () => {
    const { userId, id } = await aRegistration();
    const data = { cancelledAt: new Date(), cancelReason: "reported" } as const;
    await db.registration.update({ where: { id }, data });
    return userId;
  },
  "somebody locked": async () => setUser((await anAccount()).userId, { lockedAt: new Date() }),
  "somebody closed": async () => {
    const { userId } = await anAccount();
    await requestDeletion(await aSession(userId), PASSWORD);
    return userId;
  },
  "somebody who waits, closed": async () =>
    setUser((await aRegistration()).userId, { eraseAt: new Date(Date.now() + 60_000) }),
  "an operator": async () => {
    const { userId } = await anAccount();
    await aSession(userId);
    return setUser(userId, { role: "operator" });
  },
  "nobody: the account is gone": () => Promise.resolve(randomUUID()),
};

/** What is done; everything that is not here comes to the outcome beside it, and to nothing. */
const done: Record<string, Record<string, string>> = {
  resend: { "somebody who waits": "requested" },
  confirm: { "somebody who waits": "confirmed" },
  "end sessions": {
    "somebody confirmed": "ended",
    "somebody confirmed whose address a stranger tried": "ended",
    "somebody locked": "ended",
    "somebody closed": "ended",
    "an operator": "ended",
  },
  lock: {
    "somebody who waits": "locked",
    "somebody confirmed": "locked",
    "somebody confirmed whose address a stranger tried": "locked",
    "somebody who reported the registration": "locked",
    "somebody closed": "locked",
    "somebody who waits, closed": "locked",
  },
  unlock: { "somebody locked": "unlocked" },
  delete: {
    "somebody who waits": "closed",
    "somebody confirmed": "closed",
    "somebody confirmed whose address a stranger tried": "closed",
    "somebody who reported the registration": "closed",
    "somebody locked": "closed",
  },
};

const cases = Object.keys(ofUser).flatMap((verb) =>
  Object.keys(people).map((person): [string, string, string] => [
    verb,
    person,
    done[verb]?.[person] ?? "nothing",
  ]),
);

/** All that could change of somebody, and what is written down of it. */
async function everythingOf(userId: string) {
  const user = await db.user.findUnique({ where: { id: userId } });
  return {
    rows: await everythingAbout(user?.address ?? "nobody@example.com"),
    sessions: await db.session.findMany({ where: { userId }, orderBy: { id: "asc" } }),
    audit: await db.auditEvent.findMany({ where: { userId }, orderBy: { id: "asc" } }),
    actions: await db.operatorAction.findMany({ where: { subject: userId } }),
  };
}

describe("an operator’s verb", { timeout: 120_000 }, () => {
  test.concurrent.each(cases)("%s, for %s, comes to: %s", async (verb, person, outcome) => {
    const userId = await people[person]!();
    const before = await everythingOf(userId);
    const by = acting();
    const result = await ofUser[verb]!(userId, by);
    const afterwards = await everythingOf(userId);
    if (outcome === "nothing") {
      expect(["unchanged", "no_registration"]).toContain(result.outcome);
      expect(afterwards).toEqual(before);
      return;
    }
    expect(result.outcome).toBe(outcome);
    expect(afterwards.actions).toMatchObject([{ id: by.actionId, reason: "by phone" }]);
    // The same press once more.
    expect(["unchanged", "no_registration"]).toContain((await ofUser[verb]!(userId, by)).outcome);
    expect(await everythingOf(userId)).toEqual(afterwards);
  });

  test("about an address does the same press once, and a new one again", async () => {
    const address = anAddress();
    const by = acting();
    await suppressAddress(address, by);
    const [first] = await db.suppression.findMany({ where: { address } });
    await suppressAddress(address, by);
    expect(await db.suppression.findMany({ where: { address } })).toEqual([first]);
    await liftSuppressions(address, acting());
    // A form that is sent again from the browser's history stops nothing anew.
    await suppressAddress(address, by);
    expect(await db.suppression.count({ where: { address } })).toBe(0);
    await suppressAddress(address, acting());
    expect(await db.suppression.count({ where: { address } })).toBe(1);
    const actions = await db.operatorAction.findMany({ where: { subject: address } });
    expect(actions.map(({ name }) => name).toSorted()).toEqual([
      "address_suppressed",
      "address_suppressed",
      "suppression_lifted",
    ]);
  });

  test("replays no email that is not there, and no other one either", async () => {
    const by = acting();
    expect(await replayEmail(randomUUID(), by)).toEqual({ outcome: "not_found" });
    expect(await db.operatorAction.count({ where: { id: by.actionId } })).toBe(0);
  });

  test("finds a replay of all by its action, and by no action of another kind", async () => {
    const by = acting();
    await suppressAddress(anAddress(), by);
    expect(await findReplay(by.actionId)).toBeNull();
    expect(await findReplay(randomUUID())).toBeNull();
  });
});

describe("the role of operator", () => {
  test.each([
    ["who waits", async () => (await aRegistration()).address, "not_confirmed"],
    ["who never registered", () => Promise.resolve(anAddress()), "not_confirmed"],
    [
      "who is locked",
      async () => {
        const { address, userId } = await anAccount();
        await setUser(userId, { lockedAt: new Date() });
        return address;
      },
      "unchanged",
    ],
  ])("is not given to somebody %s, and nothing is written down", async (_who, make, outcome) => {
    const [address, by] = [await make(), acting()];
    expect(await setRole(address, "operator", by)).toEqual({ outcome });
    expect((await db.user.findUnique({ where: { address } }))?.role).not.toBe("operator");
    expect(await db.operatorAction.count({ where: { id: by.actionId } })).toBe(0);
  });

  test("is given and taken once each, and a neighbour keeps theirs", async () => {
    const [{ address, userId }, neighbour] = [await anAccount(), await anAccount()];
    await setRole(neighbour.address, "operator", acting());
    for (const role of ["operator", "member"] as const) {
      expect(await setRole(address, role, acting())).toEqual({ outcome: "changed" });
      expect(await setRole(address, role, acting())).toEqual({ outcome: "unchanged" });
    }
    expect(await db.operatorAction.count({ where: { subject: userId } })).toBe(2);
    const { role } = await db.user.findUniqueOrThrow({ where: { id: neighbour.userId } });
    expect(role).toBe("operator");
  });
});
