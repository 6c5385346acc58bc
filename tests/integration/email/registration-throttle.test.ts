import { randomInt, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SECOND } from "@/lib/clock";
import { anIp } from "../../support/an-ip";

// Imported when the limit is known: it is read at the start.
const load = async () => ({
  ...(await import("@/lib/email-change/request-email-change")),
  ...(await import("@/lib/registration/resend-confirmation")),
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/registration/register")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/env")),
  ...(await import("@/lib/email/reputation/update-standing")),
  ...(await import("@/lib/rate-limit/consume")),
  ...(await import("../../support/recoveries")),
  ...(await import("../../support/registrations")),
  ...(await import("../../support/shown")),
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

/** Emails that went out a minute ago, of which so many came back. */
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

test("while emails arrive, people register one after the other", async () => {
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

test("who has forgotten their password gets their email while the brake is pulled", async () => {
  await mailsOf({ bounced: 40, delivered: 360 });
  await product.updateStanding();
  const { address } = await product.anAccount();
  await expect(product.aPasswordReset(address)).resolves.toMatchObject({ address });
});

/** What became of the email to somebody who forgot their password. */
async function answerTo(address: string) {
  const { deliveryId } = await product.aPasswordReset(address);
  const { outcome } = await product.sendEmailDelivery(deliveryId);
  const where = { id: deliveryId };
  const { failureCode, template } = await product.db.delivery.findUniqueOrThrow({ where });
  return { outcome, failureCode, template };
}

describe("word that there is no account", () => {
  test("goes out while emails arrive", async () => {
    expect(await answerTo(product.anAddress())).toMatchObject({
      outcome: "sent",
      template: "no_account",
    });
  });

  test("is held back while too many come back, which the owner of an account does not notice", async () => {
    const { address } = await product.anAccount();
    await mailsOf({ bounced: 20, delivered: 380 });
    await product.updateStanding();
    expect(await answerTo(product.anAddress())).toEqual({
      outcome: "cancelled",
      failureCode: "held_back",
      template: "no_account",
    });
    expect(await answerTo(address)).toMatchObject({ outcome: "sent", template: "reset_password" });
  });

  test("is held back over the hour's number for the site, and the owner of an account still gets through", async () => {
    const { address } = await product.anAccount();
    const use = { limit: "no_account_mails_on_site", key: "all" } as const;
    for (let n = 0; n < 1_000; n += 100)
      await Promise.all(Array.from({ length: 100 }, () => product.consume([use])));
    expect(await answerTo(product.anAddress())).toMatchObject({ failureCode: "held_back" });
    expect(await answerTo(address)).toMatchObject({ outcome: "sent", template: "reset_password" });
  });

  test("that its reader stopped says that, and not that it is held back", async () => {
    const address = product.anAddress();
    const expiresAt = new Date(Date.now() + 60 * SECOND);
    const stop = { address, scope: "recovery", reason: "not_me", expiresAt } as const;
    await product.db.suppression.create({ data: stop });
    await mailsOf({ bounced: 20, delivered: 380 });
    await product.updateStanding();
    expect(await answerTo(address)).toMatchObject({ failureCode: "suppressed" });
  });
});

describe("while too many emails come back", () => {
  beforeEach(async () => {
    await mailsOf({ bounced: 20, delivered: 380 });
    await product.updateStanding();
  });

  const limited = { outcome: "limited", limit: "other_mails_while_braked" };

  test("only a few accounts move to another address at a time", async () => {
    const move = async () => {
      const session = await product.aSession((await product.anAccount()).userId);
      const to = product.anAddress();
      const wish = { address: to, originalAddress: to, password: product.PASSWORD };
      return product.requestEmailChange(session, wish);
    };
    // Three people, of whom the brake lets two register: that is not what is looked at.
    const outcomes = [];
    for (let n = 0; n < 3; n += 1) {
      outcomes.push(await move());
      await product.db.rateLimit.deleteMany({ where: { key: { startsWith: "registrations_" } } });
    }
    expect(outcomes).toMatchObject([{ outcome: "requested" }, { outcome: "requested" }, limited]);
  });

  test("only a few addresses that bounced are tried anew at a time", async () => {
    const outcomes = [];
    for (let n = 0; n < 3; n += 1) {
      const { browser, address } = await product.aRegistration();
      const stop = { address, scope: "everything", reason: "hard_bounce" } as const;
      await product.db.suppression.create({ data: stop });
      const later = new Date(Date.now() + 3_600 * SECOND);
      outcomes.push(
        await product.resendConfirmation(await product.pageOf(browser), product.ORIGIN, later),
      );
      await product.db.rateLimit.deleteMany({ where: { key: { startsWith: "registrations_" } } });
    }
    expect(outcomes).toMatchObject([{ outcome: "requested" }, { outcome: "requested" }, limited]);
  });
});

describe("while the brake is pulled, one of two registrations in five minutes", () => {
  const hex = () => randomInt(1, 65_536).toString(16);

  beforeEach(async () => {
    await mailsOf({ bounced: 40, delivered: 360 });
    await product.updateStanding();
  });

  const comeFrom = (ip: string) =>
    product.consumeRegistrationLimits({
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

test("the brake is off again when the newest emails arrive", async () => {
  await mailsOf({ bounced: 20, delivered: 380 });
  await product.updateStanding();
  await mailsOf({ bounced: 0, delivered: 200 });
  expect(await product.updateStanding()).toMatchObject({ standing: "good" });
  for (let n = 0; n < 4; n += 1)
    expect(await someoneRegisters()).toEqual({ outcome: "registered" });
});
