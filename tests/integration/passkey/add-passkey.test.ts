import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { exportPersonalData } from "@/lib/account/export-personal-data";
import { after, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { addPasskey, MAX_PASSKEYS } from "@/lib/passkey/add-passkey";
import { buildCreationRequest } from "@/lib/passkey/passkey-requests";
import { renamePasskey } from "@/lib/passkey/rename-passkey";
import { removeFactor } from "@/lib/second-factor/factors";
import { anAuthenticator } from "../../support/authenticator";
import { addAPasskey, aPasskeyOwner, signedInAs } from "../../support/passkeys";
import { aBrowser, anAccount } from "../../support/registrations";

const GOOGLE = Buffer.from("ea9b8d664d011d213ce4b6b48cb575d4", "hex");

type Owner = Awaited<ReturnType<typeof anAccount>>;

/** Asks for a new passkey and hands the answer in. */
async function add(
  owner: Owner,
  wishes: Parameters<ReturnType<typeof anAuthenticator>["create"]>[1] = {},
  { authenticator = anAuthenticator(env.APP_URL), now = new Date() } = {},
) {
  const browserKeyHash = aBrowser();
  const answer = authenticator.create(
    await buildCreationRequest(owner, browserKeyHash, now),
    wishes,
  );
  return addPasskey(signedInAs(owner), { answer, browserKeyHash, fallbackName: "Mine" });
}

const passkeysOf = (userId: string) => db.secondFactor.count({ where: { userId } });

describe("a new passkey", () => {
  test("is kept with what later answers are compared to, and is told of by email", async () => {
    const { userId, address, authenticator } = await aPasskeyOwner();
    const row = await db.secondFactor.findFirstOrThrow({ where: { userId } });
    expect(row).toMatchObject({
      kind: "passkey",
      name: "Passkey",
      credentialId: authenticator.id,
      signCount: 1n,
      transports: ["internal"],
      isSyncable: true,
      isSynced: true,
    });
    expect(row.confirmedAt).not.toBeNull();
    const told = await db.delivery.findFirst({
      where: { address, auditEvent: { name: "passkey_added" } },
    });
    expect(told?.template).toBe("second_factor_changed");
  });

  test("brings recovery codes when it is the first second factor, and none later", async () => {
    const owner = await aPasskeyOwner();
    expect(owner.recoveryCodes).toHaveLength(10);
    expect((await addAPasskey(owner)).recoveryCodes).toBeNull();
  });

  test("is named after its authenticator where that is known", async () => {
    const google = anAuthenticator(env.APP_URL, { aaguid: GOOGLE });
    const { userId } = await aPasskeyOwner(google);
    const { name } = await db.secondFactor.findFirstOrThrow({ where: { userId } });
    expect(name).toBe("Google Password Manager");
  });

  test("is asked for by an id that tells nobody who it is, on devices that hold none yet", async () => {
    const owner = await aPasskeyOwner();
    const asked = await buildCreationRequest(owner, aBrowser());
    expect(asked).toMatchObject({
      attestation: "none",
      rp: { id: "localhost" },
      authenticatorSelection: { residentKey: "preferred" },
      excludeCredentials: [{ id: owner.authenticator.id }],
    });
    const handle = Buffer.from(asked.user.id, "base64url");
    expect(handle).toHaveLength(32);
    expect(handle.toString()).not.toContain(owner.userId);
    expect((await buildCreationRequest(owner, aBrowser())).user.id).toBe(asked.user.id);
    expect((await buildCreationRequest(await anAccount(), aBrowser())).user.id).not.toBe(
      asked.user.id,
    );
  });

  test("is refused from another website, in another browser and for another user", async () => {
    const [owner, other] = [await anAccount(), await anAccount()];
    const [browserKeyHash, another] = [aBrowser(), aBrowser()];
    expect(await add(owner, { origin: "https://latchkey.example" })).toEqual({
      outcome: "refused",
    });
    expect(await add(owner, { rpId: "latchkey.example" })).toEqual({ outcome: "refused" });
    for (const asked of [
      await buildCreationRequest(owner, another),
      await buildCreationRequest(other, browserKeyHash),
    ]) {
      const input = { browserKeyHash, fallbackName: "Mine" };
      const answer = anAuthenticator(env.APP_URL).create(asked);
      expect(await addPasskey(signedInAs(owner), { ...input, answer })).toEqual({
        outcome: "refused",
      });
    }
    expect(await passkeysOf(owner.userId)).toBe(0);
  });

  test("that took too long is not added", async () => {
    const now = after(new Date(), -5 * MINUTE);
    expect(await add(await anAccount(), {}, { now })).toEqual({ outcome: "expired" });
  });

  test("does not come back by the same answer after it was removed", async () => {
    const owner = await anAccount();
    const browserKeyHash = aBrowser();
    const answer = anAuthenticator(env.APP_URL).create(
      await buildCreationRequest(owner, browserKeyHash),
    );
    const hand = () =>
      addPasskey(signedInAs(owner), { answer, browserKeyHash, fallbackName: "Mine" });
    expect(await hand()).toMatchObject({ outcome: "added" });
    expect(await hand()).toEqual({ outcome: "known" });
    const { id } = await db.secondFactor.findFirstOrThrow({ where: { userId: owner.userId } });
    await removeFactor(signedInAs(owner), id);
    expect(await hand()).toEqual({ outcome: "expired" });
    expect(await add(owner)).toMatchObject({ outcome: "added" });
  });

  test("that is somebody's already is nobody else's", async () => {
    const { authenticator, ...owner } = await aPasskeyOwner();
    const other = await anAccount();
    expect(await add(other, {}, { authenticator })).toEqual({ outcome: "known" });
    expect(await add(owner, {}, { authenticator })).toEqual({ outcome: "known" });
    expect(await passkeysOf(owner.userId)).toBe(1);
    expect(await passkeysOf(other.userId)).toBe(0);
  });

  test("is one too many after twenty", async () => {
    const owner = await aPasskeyOwner();
    const row = await db.secondFactor.findFirstOrThrow({ where: { userId: owner.userId } });
    await db.secondFactor.createMany({
      data: Array.from({ length: MAX_PASSKEYS - 1 }, (_, at) => ({
        ...row,
        id: randomUUID(),
        credentialId: `${owner.userId}-${at}`,
      })),
    });
    expect(await add(owner)).toEqual({ outcome: "too_many" });
  });

  test("is not added to an account that was locked meanwhile", async () => {
    const owner = await anAccount();
    await db.user.update({ where: { id: owner.userId }, data: { lockedAt: new Date() } });
    expect(await add(owner)).toEqual({ outcome: "gone" });
  });
});

test("a passkey is renamed by its owner only", async () => {
  const [owner, other] = [await aPasskeyOwner(), await anAccount()];
  const nameOf = async () =>
    (await db.secondFactor.findUniqueOrThrow({ where: { id: owner.passkeyId } })).name;
  expect(await renamePasskey(other.userId, owner.passkeyId, "Hers")).toEqual({ outcome: "gone" });
  expect(await nameOf()).toBe("Passkey");
  expect(await renamePasskey(owner.userId, owner.passkeyId, "Desk")).toEqual({
    outcome: "renamed",
  });
  expect(await nameOf()).toBe("Desk");
});

test("passkeys and recovery codes are in the data that their owner downloads, without what they prove", async () => {
  const owner = await aPasskeyOwner();
  const collected = await exportPersonalData(signedInAs(owner));
  if (collected.outcome !== "collected") throw new Error(collected.outcome);
  const { secondFactors, recoveryCodes } = collected.data as Record<string, object[]>;
  expect(secondFactors).toMatchObject([{ kind: "passkey", name: "Passkey", signCount: 1 }]);
  expect(recoveryCodes).toHaveLength(10);
  expect(JSON.stringify(collected.data)).not.toMatch(/publicKey|codeHash/);
});
