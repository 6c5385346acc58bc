import { randomInt, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SECOND } from "@/lib/clock";
import { anIp } from "../support/an-ip";

// Imported when the limit is known: it is read at the start.
const load = async () => ({
  ...(await import("@/lib/accounts/register")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/env")),
  ...(await import("@/lib/mail/reputation/update-standing")),
  ...(await import("../support/recoveries")),
  ...(await import("../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  process.env.MAX_REGISTRATIONS_PER_HOUR = "1000";
  product = await load();
});

beforeEach(async () => {
  await product.db.delivery.deleteMany();
  await product.db.rateLimit.deleteMany();
  await product.updateStanding();
  product.env.TURNSTILE_SECRET_KEY = undefined;
});

/** Mails that went out a minute ago, of which so many came back. */
async function mailsOf({ bounced, delivered }: { bounced: number; delivered: number }) {
  const sentAt = new Date(Date.now() - 60 * SECOND);
  const one = (status: "bounced" | "delivered") => ({
    id: randomUUID(),
    address: product.anAddress(),
    template: "confirm_email" as const,
    status,
    sentAt,
  });
  const data = [
    ...Array.from({ length: bounced }, () => one("bounced")),
    ...Array.from({ length: delivered }, () => one("delivered")),
  ];
  await product.db.delivery.createMany({ data });
}

function someoneRegisters() {
  const address = product.anAddress();
  return product.register({
    address,
    originalAddress: address,
    password: product.PASSWORD,
    browserKeyHash: product.aBrowser(),
    origin: product.ORIGIN,
  });
}

test("while mails arrive, people register one after the other", async () => {
  await mailsOf({ bounced: 7, delivered: 200 });
  expect(await product.updateStanding()).toMatchObject({ standing: "good", mails: 207 });
  for (let n = 0; n < 4; n += 1)
    expect(await someoneRegisters()).toEqual({ outcome: "registered" });
});

test("when too many come back, only a few people register at a time, and others are told to wait", async () => {
  await mailsOf({ bounced: 20, delivered: 380 });
  expect(await product.updateStanding()).toMatchObject({
    standing: "near_review",
    bounceRate: 0.05,
  });
  expect(await someoneRegisters()).toEqual({ outcome: "registered" });
  expect(await someoneRegisters()).toEqual({ outcome: "registered" });
  expect(await someoneRegisters()).toMatchObject({
    outcome: "limited",
    limit: "registrations_while_braked",
  });
});

test("with a captcha in front, people go on registering until SES is about to pause the account", async () => {
  product.env.TURNSTILE_SECRET_KEY = "a secret";
  await mailsOf({ bounced: 20, delivered: 380 });
  await product.updateStanding();
  for (let n = 0; n < 4; n += 1)
    expect(await someoneRegisters()).toEqual({ outcome: "registered" });
  await mailsOf({ bounced: 20, delivered: 0 });
  expect(await product.updateStanding()).toMatchObject({ standing: "near_pause" });
  await someoneRegisters();
  await someoneRegisters();
  expect(await someoneRegisters()).toMatchObject({ outcome: "limited" });
});

test("who has forgotten their password gets their mail while the brake is pulled", async () => {
  await mailsOf({ bounced: 40, delivered: 360 });
  await product.updateStanding();
  const { address } = await product.anAccount();
  await expect(product.aPasswordReset(address)).resolves.toMatchObject({ address });
});

describe("while the brake is pulled, one of two registrations in five minutes", () => {
  const hex = () => randomInt(1, 65_536).toString(16);

  beforeEach(async () => {
    await mailsOf({ bounced: 40, delivered: 360 });
    await product.updateStanding();
  });

  const comeFrom = (ip: string) =>
    product.countRegistration({
      address: product.anAddress(),
      origin: { ...product.ORIGIN, ip },
    });

  /** Lets five minutes pass. */
  const nextWindow = () =>
    product.db.rateLimit.deleteMany({
      where: { key: { startsWith: "registrations_while_braked:" } },
    });

  test.each([
    ["IPv4", anIp],
    ["IPv6", () => `2001:db8:${hex()}:${hex()}::1`],
  ])("is kept for %s networks that registered nobody today", async (_kind, aNetwork) => {
    const known = aNetwork();
    await comeFrom(known);
    await nextWindow();
    // What was refused uses nothing up of what is kept.
    const tries = [];
    for (let n = 0; n < 5; n += 1) tries.push((await comeFrom(known)).outcome);
    expect(tries).toEqual(["within", "limited", "limited", "limited", "limited"]);
    expect(await comeFrom(aNetwork())).toEqual({ outcome: "within" });
    expect(await comeFrom(aNetwork())).toMatchObject({
      outcome: "limited",
      limit: "registrations_while_braked",
    });
  });

  test("is not kept for another part of a /48 that registered somebody today", async () => {
    const fixed = hex();
    await comeFrom(`2001:db8:${fixed}:1::1`);
    await nextWindow();
    await comeFrom(anIp());
    expect(await comeFrom(`2001:db8:${fixed}:ff00::1`)).toMatchObject({ outcome: "limited" });
    expect(await comeFrom(anIp())).toEqual({ outcome: "within" });
  });
});

test("the brake is off again when the newest mails arrive", async () => {
  await mailsOf({ bounced: 20, delivered: 380 });
  await product.updateStanding();
  await mailsOf({ bounced: 0, delivered: 200 });
  expect(await product.updateStanding()).toMatchObject({ standing: "good" });
  for (let n = 0; n < 4; n += 1)
    expect(await someoneRegisters()).toEqual({ outcome: "registered" });
});
