import { describe, expect, test } from "vitest";
import { requestDeletion } from "@/lib/account/request-deletion";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { buildSecondFactorRequest, buildSignInRequest } from "@/lib/passkey/passkey-requests";
import { signInWithPasskey } from "@/lib/passkey/sign-in-with-passkey";
import { removeFactor } from "@/lib/second-factor/factors";
import { anAuthenticator } from "../../support/authenticator";
import { aPasskeyOwner, signedInAs } from "../../support/passkeys";
import { aBrowser, anAccount, ORIGIN, PASSWORD } from "../../support/registrations";

const REFUSED = { outcome: "refused" };

type Authenticator = ReturnType<typeof anAuthenticator>;

/** Asks a browser for a passkey, and hands the answer in from there. */
async function signIn(
  authenticator: Authenticator,
  wishes: Parameters<Authenticator["answer"]>[1] = {},
) {
  const browserKeyHash = aBrowser();
  const answer = authenticator.answer(await buildSignInRequest(browserKeyHash), wishes);
  return signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN });
}

const rowOf = (id: string) => db.secondFactor.findUniqueOrThrow({ where: { id } });
const eventsOf = (userId: string, name: string) => db.auditEvent.count({ where: { userId, name } });

describe("an answer of a passkey", () => {
  test("lets its owner in and names nobody before", async () => {
    const { authenticator, userId, passkeyId } = await aPasskeyOwner();
    const asked = await buildSignInRequest(aBrowser());
    expect(asked).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(asked.allowCredentials).toBeUndefined();
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const credentials = { userId, passwordHash };
    expect(await signIn(authenticator)).toEqual({ outcome: "authenticated", credentials });
    expect((await rowOf(passkeyId)).lastUsedAt).not.toBeNull();
  });

  test.each([
    ["another website's page", { origin: "https://latchkey.example" }],
    ["another website's passkey", { rpId: "latchkey.example" }],
    ["a page inside of another one", { isCrossOrigin: true }],
    ["somebody without the passkey's key", { isForged: true }],
    ["an authenticator that did not check who holds it", { isVerified: false }],
  ])("is refused from %s", async (_from, wishes) => {
    const { authenticator, userId } = await aPasskeyOwner();
    expect(await signIn(authenticator, wishes)).toEqual(REFUSED);
    expect(await eventsOf(userId, "sign_in_failed")).toBe(1);
    expect(await signIn(authenticator)).toMatchObject({ outcome: "authenticated" });
  });

  test("is refused in another browser, for another use and to a challenge of nobody's", async () => {
    const { authenticator, userId } = await aPasskeyOwner();
    const [browserKeyHash, another] = [aBrowser(), aBrowser()];
    const pending = { id: "0199aaaa-0000-7000-8000-000000000000", userId };
    const challenges = [
      await buildSignInRequest(another),
      await buildSecondFactorRequest(pending, browserKeyHash),
      { ...(await buildSignInRequest(browserKeyHash)), challenge: "A".repeat(72) },
    ];
    for (const asked of challenges) {
      const answer = authenticator.answer(asked);
      expect(await signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN })).toEqual(REFUSED);
    }
  });

  test("is of no use where another account has to prove itself, and changes nothing", async () => {
    const [mallory, ann] = [await aPasskeyOwner(), await aPasskeyOwner()];
    const browserKeyHash = aBrowser();
    const answer = mallory.authenticator.answer(await buildSignInRequest(browserKeyHash));
    const asked = { answer, browserKeyHash, origin: ORIGIN, userId: ann.userId };
    expect(await signInWithPasskey(asked)).toEqual({ outcome: "other_account" });
    expect((await rowOf(mallory.passkeyId)).lastUsedAt).toBeNull();
  });

  test("that comes too late is told so, and a new one is taken", async () => {
    const { authenticator } = await aPasskeyOwner();
    const browserKeyHash = aBrowser();
    const asked = await buildSignInRequest(browserKeyHash, after(new Date(), -5 * MINUTE));
    const answer = authenticator.answer(asked);
    expect(await signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN })).toEqual({
      outcome: "expired",
    });
    expect(await signIn(authenticator)).toMatchObject({ outcome: "authenticated" });
  });

  test("works once: of twenty copies at the same moment one gets in, and none later", async () => {
    // It does not count, so only the challenge tells a copy.
    const { authenticator, userId } = await aPasskeyOwner(
      anAuthenticator(env.APP_URL, { count: 0 }),
    );
    const browserKeyHash = aBrowser();
    const answer = authenticator.answer(await buildSignInRequest(browserKeyHash));
    const hand = () => signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN });
    const outcomes = (await Promise.all(Array.from({ length: 20 }, hand))).map((r) => r.outcome);
    expect(outcomes.filter((outcome) => outcome === "authenticated")).toHaveLength(1);
    expect(await hand()).toEqual(REFUSED);
    expect(await eventsOf(userId, "passkey_clone_suspected")).toBe(0);
  });

  test("is refused when it is none", async () => {
    const { authenticator } = await aPasskeyOwner();
    const browserKeyHash = aBrowser();
    const right = authenticator.answer(await buildSignInRequest(browserKeyHash));
    const { id, response } = JSON.parse(right) as { id: string; response: object };
    const odd = [
      ...["", "{}", "null", "[1]", '{"id":"x"}', right.slice(0, -9)],
      ...[
        { id: "A".repeat(5_000), response },
        { id: `${id}=`, response },
        { id, response: { ...response, signature: "" } },
        { id, response: { ...response, authenticatorData: "AAAA" } },
        { id, response: { ...response, clientDataJSON: "bm90aGluZw" } },
      ].map((each) => JSON.stringify(each)),
    ];
    for (const answer of odd)
      expect(await signInWithPasskey({ answer, browserKeyHash, origin: ORIGIN })).toEqual(REFUSED);
  });

  test("of a passkey that nobody has is refused", async () => {
    const stranger = anAuthenticator(env.APP_URL);
    expect(await signIn(stranger)).toEqual(REFUSED);
  });
});

describe("a passkey that counts", () => {
  test("and says a number twice may be a copy: it is refused and the owner is told once a day", async () => {
    const { authenticator, userId, address } = await aPasskeyOwner();
    expect(await signIn(authenticator, { count: 9 })).toMatchObject({ outcome: "authenticated" });
    const mails = { template: "second_factor_changed", address } as const;
    const before = await db.delivery.count({ where: mails });
    for (const count of [9, 8, 0]) expect(await signIn(authenticator, { count })).toEqual(REFUSED);
    expect(await eventsOf(userId, "passkey_clone_suspected")).toBe(3);
    expect(await db.delivery.count({ where: mails })).toBe(before + 1);
    expect(await signIn(authenticator, { count: 10 })).toMatchObject({ outcome: "authenticated" });
  });

  test("is not made to look like a copy by an answer that it did not sign", async () => {
    const { authenticator, userId } = await aPasskeyOwner();
    await signIn(authenticator, { count: 9 });
    expect(await signIn(authenticator, { count: 3, isForged: true })).toEqual(REFUSED);
    expect(await eventsOf(userId, "passkey_clone_suspected")).toBe(0);
  });
});

describe("the backup of a passkey", () => {
  test("may begin and end, and is followed", async () => {
    const { authenticator, passkeyId } = await aPasskeyOwner();
    for (const isSynced of [false, true]) {
      expect(await signIn(authenticator, { isSynced })).toMatchObject({ outcome: "authenticated" });
      expect((await rowOf(passkeyId)).isSynced).toBe(isSynced);
    }
  });

  test("cannot become possible, or impossible: that is another authenticator", async () => {
    const onOneDevice = { isSyncable: false, isSynced: false };
    const { authenticator } = await aPasskeyOwner();
    expect(await signIn(authenticator, onOneDevice)).toEqual(REFUSED);
    const bound = (await aPasskeyOwner(anAuthenticator(env.APP_URL, onOneDevice))).authenticator;
    expect(await signIn(bound, { isSyncable: true })).toEqual(REFUSED);
    expect(await signIn(bound, { isSynced: true })).toEqual(REFUSED);
    expect(await signIn(bound)).toMatchObject({ outcome: "authenticated" });
  });
});

describe("nobody is let in by a passkey", () => {
  test("that was removed", async () => {
    const { authenticator, passkeyId, ...owner } = await aPasskeyOwner();
    await removeFactor(signedInAs(owner), passkeyId);
    expect(await signIn(authenticator)).toEqual(REFUSED);
  });

  test.each([
    ["has no password", { passwordHash: null }],
    ["is locked", { lockedAt: new Date() }],
    ["was not confirmed", { confirmedAt: null }],
  ])("of an account that %s", async (_what, data) => {
    const { authenticator, userId } = await aPasskeyOwner();
    await db.user.update({ where: { id: userId }, data });
    expect(await signIn(authenticator)).toEqual(REFUSED);
  });

  test("of an account whose owner asked for its deletion", async () => {
    const { authenticator, ...owner } = await aPasskeyOwner();
    expect(await requestDeletion(signedInAs(owner), PASSWORD)).toMatchObject({
      outcome: "requested",
    });
    expect(await signIn(authenticator)).toEqual(REFUSED);
  });

  test("from a network that tried too often", async () => {
    const origin = { ...ORIGIN, ip: "198.51.100.9" };
    const input = { answer: "", browserKeyHash: aBrowser(), origin };
    for (let tries = 0; tries < 50; tries += 1)
      expect(await signInWithPasskey(input)).toEqual(REFUSED);
    expect(await signInWithPasskey(input)).toMatchObject({
      outcome: "limited",
      limit: "passkeys_from_ip",
    });
  });
});

test("an account is erased together with its passkeys", async () => {
  const { userId } = await aPasskeyOwner();
  await db.user.delete({ where: { id: userId } });
  expect(await db.secondFactor.count({ where: { userId } })).toBe(0);
});

test("somebody with an account and no passkey is asked for none", async () => {
  const { userId } = await anAccount();
  const asked = await buildSecondFactorRequest({ id: userId, userId }, aBrowser());
  expect(asked.allowCredentials).toEqual([]);
});
