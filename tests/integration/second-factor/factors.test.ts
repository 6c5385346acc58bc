import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { HOUR, SECOND } from "@/lib/clock";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { beginApp, confirmApp, findAppSetUp, reencryptSecrets } from "@/lib/second-factor/app";
import { listFactors, makeRecoveryCodes, removeFactor } from "@/lib/second-factor/factors";
import { countRecoveryCodes } from "@/lib/second-factor/recovery-codes";
import { decryptSecret, encryptSecret } from "@/lib/second-factor/secret-box";
import { aSession } from "@/tests/support/recoveries";
import { anAccount } from "@/tests/support/registrations";
import { codeAt as codeAtTime } from "@/tests/support/app-code";
import { addApp, anAccountWithApp, setUpOf, START } from "@/tests/support/second-factors";

const codeAt = (key: string, at: Date) => codeAtTime(key, at.getTime());
const later = (ms: number) => new Date(START.getTime() + ms);

describe("an authenticator app", () => {
  test("counts only after a right code, and brings ten recovery codes", async () => {
    const { userId, address } = await anAccount();
    const session = await aSession(userId);
    const id = await beginApp(userId, START);
    const { key } = await setUpOf(userId, id, address);
    const wrong = codeAt(key, later(-HOUR));
    expect((await confirmApp(session, id, wrong, START)).outcome).toBe("wrong_code");
    expect(await listFactors(userId)).toEqual([]);
    const added = await confirmApp(session, id, codeAt(key, START), START);
    expect(added).toMatchObject({ outcome: "added", recoveryCodes: { length: 10 } });
    expect(await listFactors(userId)).toMatchObject([{ id, kind: "app" }]);
  });

  test("tells an app its secret, the account and our name", async () => {
    const { userId, address } = await anAccount();
    const id = await beginApp(userId, START);
    const { uri, key } = await setUpOf(userId, id, address);
    const told = new URL(uri);
    expect(decodeURIComponent(told.pathname)).toBe(`/Latchkey:${address}`);
    expect(Object.fromEntries(told.searchParams)).toMatchObject({
      secret: key.replaceAll(" ", ""),
      issuer: "Latchkey",
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
    expect(key.replaceAll(" ", "")).toMatch(/^[A-Z2-7]{32}$/);
  });

  test("cannot be added by somebody else, after an hour, or after it was begun anew", async () => {
    const [ann, ben] = [await anAccount(), await anAccount()];
    const id = await beginApp(ann.userId, START);
    const { key } = await setUpOf(ann.userId, id, ann.address);
    const code = codeAt(key, START);
    expect(await findAppSetUp(ben.userId, id, ben.address, START)).toBeNull();
    const foreign = await confirmApp(await aSession(ben.userId), id, code, START);
    expect(foreign).toEqual({ outcome: "gone" });
    const own = await aSession(ann.userId);
    const late = later(HOUR);
    expect(await confirmApp(own, id, codeAt(key, late), late)).toEqual({ outcome: "gone" });
    await beginApp(ann.userId, START);
    expect(await confirmApp(own, id, code, START)).toEqual({ outcome: "gone" });
  });

  test("replaces the one before, whose codes are then worth nothing, and keeps the recovery codes", async () => {
    const { userId, key, codes, session } = await anAccountWithApp(START);
    const id = await beginApp(userId, START);
    const { address } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const next = await setUpOf(userId, id, address);
    const added = await confirmApp(session, id, codeAt(next.key, START), START);
    expect(added).toEqual({ outcome: "added", recoveryCodes: null });
    expect(await listFactors(userId)).toMatchObject([{ id }]);
    expect([next.key === key, await countRecoveryCodes(userId)]).toEqual([false, codes.length]);
  });

  test("can be the first of one tab only: of two set-ups confirmed at once one counts", async () => {
    const { userId } = await anAccount();
    const session = await aSession(userId);
    const secrets = [randomBytes(20), randomBytes(20)];
    const ids = await Promise.all(
      secrets.map(async (secret) => {
        const { id } = await db.secondFactor.create({
          data: { userId, kind: "app", secret: "1.", createdAt: START },
        });
        const data = { secret: encryptSecret(secret, id) };
        await db.secondFactor.update({ where: { id }, data });
        return id;
      }),
    );
    const keys = await Promise.all(ids.map((id) => setUpOf(userId, id, "a@b.example")));
    await Promise.all(
      ids.map((id, at) => confirmApp(session, id, codeAt(keys[at]!.key, START), START)),
    );
    expect(await listFactors(userId)).toHaveLength(1);
  });
});

describe("the secret of an app", () => {
  test("is nowhere in the database in the clear, and opens nothing in another row", async () => {
    const { id, key } = await anAccountWithApp(START);
    const { secret } = await db.secondFactor.findUniqueOrThrow({ where: { id } });
    const bytes = decryptSecret(secret!, id);
    expect(Buffer.from(secret!.split(".")[1]!, "base64url").includes(Buffer.from(bytes))).toBe(
      false,
    );
    expect(secret).not.toContain(key.replaceAll(" ", ""));
    expect(() => decryptSecret(secret!, "another row")).toThrow();
    const [version, sealed] = secret!.split(".");
    const bent = Buffer.from(sealed!, "base64url");
    bent[bent.length - 1]! ^= 1;
    expect(() => decryptSecret(`${version}.${bent.toString("base64url")}`, id)).toThrow();
  });

  test("is encrypted anew with the newest key, so that the old one can go", async () => {
    const { id } = await anAccountWithApp(START);
    const { secret: before } = await db.secondFactor.findUniqueOrThrow({ where: { id } });
    const old = env.SECOND_FACTOR_KEYS;
    env.SECOND_FACTOR_KEYS = [{ version: 7, material: randomBytes(32) }, ...old];
    try {
      while ((await reencryptSecrets()) > 0);
      const { secret } = await db.secondFactor.findUniqueOrThrow({ where: { id } });
      expect(secret).toMatch(/^7\./);
      const plain = decryptSecret(before!, id);
      env.SECOND_FACTOR_KEYS = env.SECOND_FACTOR_KEYS.slice(0, 1);
      expect(decryptSecret(secret!, id)).toEqual(plain);
      expect(() => decryptSecret(before!, id)).toThrow("holds no key");
    } finally {
      env.SECOND_FACTOR_KEYS = old;
      // For the other tests of this worker.
      await db.secondFactor.deleteMany({ where: { secret: { startsWith: "7." } } });
    }
  });
});

describe("without its last second factor", () => {
  test("an account has no recovery codes either, and its owner is told", async () => {
    const { userId, id, session } = await anAccountWithApp(START);
    expect(await removeFactor(session, id)).toEqual({ outcome: "removed" });
    expect(await removeFactor(session, id)).toEqual({ outcome: "gone" });
    expect(await countRecoveryCodes(userId)).toBe(0);
    expect(await makeRecoveryCodes(session)).toBeNull();
    const where = { userId, template: "second_factor_changed" } as const;
    expect(await db.delivery.count({ where })).toBe(2);
  });
});

test("new recovery codes replace the old ones, and are kept as hashes only", async () => {
  const { userId, codes, session } = await anAccountWithApp(START);
  const renewed = (await makeRecoveryCodes(session, later(SECOND)))!;
  expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
  const rows = await db.recoveryCode.findMany({ where: { userId } });
  expect(rows).toHaveLength(10);
  for (const code of renewed) expect(JSON.stringify(rows)).not.toContain(code.replaceAll("-", ""));
});

test("nobody removes somebody else's factor", async () => {
  const [ann, ben] = [await anAccountWithApp(START), await anAccount()];
  expect(await removeFactor(await aSession(ben.userId), ann.id)).toEqual({ outcome: "gone" });
  expect(await listFactors(ann.userId)).toHaveLength(1);
  expect((await addApp(ben.userId, START)).codes).toHaveLength(10);
});
