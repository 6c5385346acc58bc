import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, MINUTE, SECOND } from "@/lib/clock";
import { startTextProduct } from "../../support/texts";

let product: Awaited<ReturnType<typeof startTextProduct>>;

beforeAll(async () => {
  product = await startTextProduct();
});

afterAll(() => product.sns.stop());

const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

describe("a code by text message", () => {
  test("proves the number once: a replay finds it dead", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    expect(await product.check(text, code)).toEqual({ outcome: "right", done: "done" });
    expect(await product.check(text, code)).toEqual({ outcome: "dead" });
  });

  test("works for one of many who type it at the same moment", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const all = await Promise.all(Array.from({ length: 5 }, () => product.check(text, code)));
    expect(all.filter(({ outcome }) => outcome === "right")).toHaveLength(1);
  });

  test("dies after five wrong tries, however many are made at once", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const tries = Array.from({ length: 20 }, () => product.check(text, wrong(code)));
    const outcomes = (await Promise.all(tries)).map(({ outcome }) => outcome);
    expect(outcomes.filter((each) => each === "wrong")).toHaveLength(5);
    expect(await product.check(text, code)).toEqual({ outcome: "dead" });
  });

  test("says how many tries are left", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await product.check(text, wrong(code))).toEqual({ outcome: "wrong", attemptsLeft });
  });

  test("is dead after ten minutes", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const late = after(new Date(), 10 * MINUTE + SECOND);
    expect(await product.check(text, code, late)).toEqual({ outcome: "dead" });
  });

  test("does nothing in another browser, for another user and for another purpose", async () => {
    const text = await product.aText();
    const other = await product.somebody();
    const code = await product.codeOf(text);
    for (const stolen of [
      { ...text, browserKeyHash: other.browserKeyHash },
      { ...text, userId: other.userId },
      { ...text, purpose: "sign_in" as const },
    ])
      expect(await product.check(stolen, code)).toEqual({ outcome: "dead" });
    expect(await product.check(text, code)).toMatchObject({ outcome: "right" });
  });

  test("is found by the page that showed it, though another tab asked for one to another number", async () => {
    const who = await product.somebody();
    const { phoneCodeId, to } = await product.aText(who);
    const other = await product.somebody();
    await product.aText({ ...who, number: other.number }, after(new Date(), 2 * MINUTE));
    expect(await product.findPhoneCode(who, phoneCodeId)).toMatchObject({ number: to });
    for (const stranger of [
      { ...who, browserKeyHash: other.browserKeyHash },
      { ...who, userId: other.userId },
    ])
      expect(await product.findPhoneCode(stranger, phoneCodeId)).toBeNull();
  });

  test("gives way to a newer one for the same in its browser, and to no other", async () => {
    const who = await product.somebody();
    const first = await product.aText(who);
    const signIn = await product.aText({ ...who, purpose: "sign_in" });
    const elsewhere = await product.aText({ ...who, browserKeyHash: product.aBrowser() });
    const old = await product.codeOf(first);
    const second = await product.aText(who, after(new Date(), 2 * MINUTE));
    expect(await product.check(first, old)).toEqual({ outcome: "dead" });
    expect(await product.check(second, await product.codeOf(second))).toMatchObject({
      outcome: "right",
    });
    for (const other of [signIn, elsewhere])
      expect(await product.check(other, await product.codeOf(other))).toMatchObject({
        outcome: "right",
      });
  });

  test("is not used up when what it allows fails: it can be typed again", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const typed = { ...text, ip: product.ORIGIN.ip, code };
    const broken = product.checkPhoneCode(typed, () => Promise.reject(new Error("away")));
    await expect(broken).rejects.toThrow("away");
    expect(await product.check(text, code)).toMatchObject({ outcome: "right" });
  });

  test("is void once access was revoked, by a new password for example", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const { revokeAccess } = await import("@/lib/credentials/revoke-access");
    const { inTransaction } = await import("@/lib/db");
    await inTransaction((tx) => revokeAccess(tx, { userId: text.userId }, new Date()));
    expect(await product.check(text, code)).toEqual({ outcome: "dead" });
  });

  test("is derived from its row: nothing in the database holds it", async () => {
    const text = await product.aText();
    const code = await product.codeOf(text);
    const rows = await product.db.$queryRaw<{ row: string }[]>`
      SELECT p::text AS row FROM phone_code p WHERE id = ${text.phoneCodeId}::uuid
      UNION ALL SELECT d::text FROM delivery d WHERE id = ${text.deliveryId}::uuid
      UNION ALL SELECT a::text FROM delivery_attempt a WHERE delivery_id = ${text.deliveryId}::uuid
      UNION ALL SELECT o::text FROM outbox_event o WHERE data ->> 'deliveryId' = ${text.deliveryId}`;
    expect(rows.length).toBeGreaterThanOrEqual(4);
    // Ids and times are full of digits: as a word of its own.
    for (const { row } of rows) expect(row).not.toMatch(new RegExp(`\\b${code}\\b`));
  });
});

describe("asking for a code", () => {
  test("again makes a person wait, longer each time, until a code was used", async () => {
    const who = await product.somebody();
    const start = new Date();
    const asked = await product.aText(who, start);
    expect(await product.requestPhoneCode(who, after(start, 59 * SECOND))).toEqual({
      outcome: "too_soon",
      allowedAt: after(start, 60 * SECOND),
    });
    const { nextPhoneCodeAt } = await import("@/lib/phone-code/request-phone-code");
    expect(await nextPhoneCodeAt(who, after(start, SECOND))).toEqual(after(start, 60 * SECOND));
    const second = after(start, 61 * SECOND);
    expect(await nextPhoneCodeAt(who, second)).toEqual(second);
    expect(await product.requestPhoneCode(who, second)).toMatchObject({ outcome: "requested" });
    expect(await product.requestPhoneCode(who, after(second, MINUTE))).toEqual({
      outcome: "too_soon",
      allowedAt: after(second, 2 * MINUTE),
    });
    await product.db.phoneCode.updateMany({
      where: { userId: asked.userId, voidedAt: null },
      data: { usedAt: second },
    });
    expect(await product.requestPhoneCode(who, after(second, SECOND))).toMatchObject({
      outcome: "requested",
    });
  });

  test("twice at the same moment makes one code and one text", async () => {
    const who = await product.somebody();
    const now = new Date();
    const both = [product.requestPhoneCode(who, now), product.requestPhoneCode(who, now)];
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["requested", "too_soon"]);
    expect(
      await product.db.delivery.count({ where: { userId: who.userId, channel: "text" } }),
    ).toBe(1);
  });

  test("writes nothing where what belongs to it fails", async () => {
    const who = await product.somebody();
    const broken = product.requestPhoneCode(who, new Date(), () =>
      Promise.reject(new Error("away")),
    );
    await expect(broken).rejects.toThrow("away");
    const { userId } = who;
    expect(await product.db.phoneCode.count({ where: { userId } })).toBe(0);
    expect(await product.db.delivery.count({ where: { userId, channel: "text" } })).toBe(0);
  });
});

describe("a person's codes and texts", () => {
  test("are in their download, without what a code is made from or bound to", async () => {
    const { exportPersonalData } = await import("@/lib/account/export-personal-data");
    const text = await product.aText();
    const code = await product.codeOf(text);
    const { userId } = text;
    const session = { userId, sessionId: text.phoneCodeId, origin: product.ORIGIN };
    const collected = await exportPersonalData(session);
    if (collected.outcome !== "collected") throw new Error(collected.outcome);
    const { deliveries, phoneCodes } = collected.data;
    expect(phoneCodes).toMatchObject([{ number: text.to, purpose: "enrol", country: "DE" }]);
    expect(deliveries).toContainEqual(
      expect.objectContaining({ channel: "text", address: text.to, status: "sent" }),
    );
    const file = JSON.stringify({ phoneCodes, deliveries });
    expect(file).not.toMatch(new RegExp(`\\b${code}\\b|browserKeyHash|${text.browserKeyHash}`));
  });

  test("go with the account, and its number with them", async () => {
    const { eraseAccounts } = await import("@/lib/account/erase-accounts");
    const text = await product.aText();
    await product.codeOf(text);
    const { userId } = text;
    await product.db.user.update({ where: { id: userId }, data: { eraseAt: new Date() } });
    await eraseAccounts(after(new Date(), SECOND));
    expect(await product.db.phoneCode.count({ where: { number: text.to } })).toBe(0);
    expect(await product.db.delivery.count({ where: { address: text.to } })).toBe(0);
  });
});
