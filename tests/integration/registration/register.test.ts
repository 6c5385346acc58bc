import { verify } from "@node-rs/argon2";
import { describe, expect, test, vi } from "vitest";
import { insertRegistration } from "@/lib/registration/insert-registration";
import { hashPassword, verifyPassword } from "@/lib/credentials/password-hash";
import { register } from "@/lib/registration/register";
import { db, inTransaction } from "@/lib/db";
import { holdUp } from "../../support/hold-up";
import {
  anAccount,
  anAddress,
  aBrowser,
  aRegistration,
  everythingAbout,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

vi.mock("@node-rs/argon2", { spy: true });

const attempt = (address: string, password = PASSWORD) => ({
  address,
  originalAddress: address,
  password,
  browserKeyHash: aBrowser(),
  origin: ORIGIN,
});

/** How many events of a registration wait to be published. */
async function eventsOf(address: string): Promise<number> {
  const registrations = await db.registration.findMany({
    where: { address },
    select: { id: true },
  });
  const events = await db.outboxEvent.findMany();
  return events.filter((event) =>
    registrations.some(({ id }) => JSON.stringify(event.data).includes(id)),
  ).length;
}

describe("registering", () => {
  test("writes down the attempt, its verification, its email and the event that sends it", async () => {
    const address = anAddress();
    expect(await register(attempt(address))).toEqual({ outcome: "registered" });
    const { user, registrations, verifications, deliveries } = await everythingAbout(address);
    expect(user).toMatchObject({ passwordHash: null, confirmedAt: null });
    expect(registrations).toHaveLength(1);
    expect(verifications).toMatchObject([
      { purpose: "confirm_registration", usedAt: null, voidedAt: null, codeAttempts: 0 },
    ]);
    expect(deliveries).toMatchObject([{ template: "confirm_email", status: "queued" }]);
    expect(await eventsOf(address)).toBe(1);
  });

  test("keeps the password as an Argon2id hash of 19 MiB and 2 passes, and nowhere else", async () => {
    const { id, password } = await aRegistration();
    const { passwordHash } = await db.registration.findUniqueOrThrow({ where: { id } });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(passwordHash, password)).toBe(true);
    expect(await verifyPassword(passwordHash, `${password} `)).toBe(false);
  });

  test("with a password that is easy to guess leaves no trace", async () => {
    const address = anAddress();
    const result = await register(attempt(address, "password1234"));
    expect(result.outcome).toBe("weak_password");
    expect(await everythingAbout(address)).toEqual({
      user: null,
      registrations: [],
      verifications: [],
      deliveries: [],
    });
  });

  test("an address again never changes the attempt before", async () => {
    const first = await aRegistration();
    const before = await everythingAbout(first.address);
    await aRegistration({ address: first.address, password: OTHER_PASSWORD });
    const after = await everythingAbout(first.address);
    expect(after.user).toEqual(before.user);
    expect(after.registrations).toHaveLength(2);
    expect(after.registrations).toEqual(expect.arrayContaining(before.registrations));
    expect(after.verifications).toEqual(expect.arrayContaining(before.verifications));
  });

  test("a confirmed address answers alike, writes as much, and opens nothing", async () => {
    const account = await anAccount();
    const before = await everythingAbout(account.address);
    expect(await register(attempt(account.address, OTHER_PASSWORD))).toEqual({
      outcome: "registered",
    });
    const after = await everythingAbout(account.address);
    expect(after.user).toEqual(before.user);
    expect(after.registrations).toHaveLength(2);
    expect(after.verifications).toHaveLength(2);
    expect(
      after.verifications.filter((each) => each.voidedAt === null && each.usedAt === null),
    ).toEqual([]);
    expect(after.deliveries.map((each) => each.template).toSorted()).toEqual([
      "already_registered",
      "confirm_email",
    ]);
    expect(await eventsOf(account.address)).toBe(2);
  });

  test("an address five times at once makes one user with five attempts", async () => {
    const address = anAddress();
    const results = await Promise.all(Array.from({ length: 5 }, () => register(attempt(address))));
    expect(new Set(results.map((result) => result.outcome))).toEqual(new Set(["registered"]));
    expect(await db.user.count({ where: { address } })).toBe(1);
    expect((await everythingAbout(address)).registrations).toHaveLength(5);
    expect(await eventsOf(address)).toBe(5);
  });

  test("an address from which an account is just moving away begins anew, and not at that account", async () => {
    const { address, userId } = await anAccount();
    const move = 'UPDATE "user" SET address = $2, original_address = $2 WHERE id = $1';
    const held = await holdUp(move, [userId, anAddress("new")]);
    const registering = register(attempt(address, OTHER_PASSWORD));
    await held.untilWaiting(1);
    await held.letGo();
    expect(await registering).toEqual({ outcome: "registered" });
    const { user, deliveries } = await everythingAbout(address);
    expect(user?.id).not.toBe(userId);
    expect(deliveries.map(({ template }) => template)).toContain("confirm_email");
    expect(await db.registration.count({ where: { userId } })).toBe(1);
  });

  test("that is rolled back leaves neither a row nor an event", async () => {
    const address = anAddress();
    const outboxBefore = await db.outboxEvent.count();
    const passwordHash = await hashPassword(PASSWORD);
    const undone = inTransaction(async (tx) => {
      await insertRegistration(tx, { ...attempt(address), passwordHash }, new Date());
      throw new Error("the power went out");
    });
    await expect(undone).rejects.toThrow("the power went out");
    expect(await everythingAbout(address)).toEqual({
      user: null,
      registrations: [],
      verifications: [],
      deliveries: [],
    });
    expect(await db.outboxEvent.count()).toBe(outboxBefore);
  });
});

describe("a hash", () => {
  test("that is missing is refused after the same work as a wrong one", async () => {
    /** The algorithm and its parameters, which decide what a comparison costs; by each that was made. */
    const work = async (against: string | null) => {
      vi.mocked(verify).mockClear();
      expect(await verifyPassword(against, "not the password")).toBe(false);
      return vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split("$").slice(1, 4));
    };
    const wrong = await work(await hashPassword(PASSWORD));
    expect(wrong).toEqual([["argon2id", "v=19", "m=19456,t=2,p=1"]]);
    expect(await work(null)).toEqual(wrong);
  });
});
