import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFeedback } from "../../support/feedback";
import { pageOf } from "../../support/shown";

let product: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await startFeedback()),
  ...(await import("@/lib/registration/confirm-with-code")),
  ...(await import("@/lib/registration/confirm-with-link")),
  ...(await import("@/lib/clock")),
  ...(await import("@/lib/operator/actions/lock-user")),
  ...(await import("@/lib/operator/timeline/limits-in-force")),
  ...(await import("@/lib/operator/actions")),
  ...(await import("@/lib/operator/timeline/person")),
  ...(await import("@/lib/operator/timeline/read-situation")),
  ...(await import("@/lib/operator/timeline/read-timeline")),
  ...(await import("@/lib/rate-limit/consume")),
  ...(await import("@/lib/verification/record-opening")),
});

beforeAll(async () => {
  product = await load();
});

afterAll(() => product.stop());

const personOf = async (userId: string) => (await product.findPerson(userId))!;

async function titlesOf(userId: string): Promise<string[]> {
  const { entries } = await product.readTimeline(await personOf(userId));
  return entries.map(({ title }) => title).toReversed();
}

describe("the timeline of somebody to whom everything happened", () => {
  /**
   * Throttled, sent, opened by a scanner, code tried in vain, opened by the person, confirmed,
   * locked.
   */
  async function aLongHistory() {
    const registration = await product.aRegistration();
    const { deliveryId, address, token, browser, code, userId } = registration;
    product.ses.answer(address, { status: 400, code: "Throttling", message: `Slow, ${address}` });
    await product.sendEmailDelivery(deliveryId);
    await product.sendEmailDelivery(deliveryId);
    const visit = { method: "HEAD", userAgent: "curl/8", hasLanguage: false, ip: "198.51.100.9" };
    await product.recordOpening(token, "confirm-link", {
      ...visit,
      at: new Date(),
      browserKeyHash: null,
    });
    const wrong = code === "000000" ? "000001" : "000000";
    await product.confirmWithCode(await pageOf(browser), wrong, product.ORIGIN);
    await product.confirmWithCode(await pageOf(browser), code, product.ORIGIN);
    const acting = { actionId: randomUUID(), operatorId: null, reason: "lost their phone" };
    await product.lockUser(userId, acting);
    await product.aPasswordReset(address);
    return registration;
  }

  test("tells all of it in order, with devices, networks and the provider’s words", async () => {
    const { userId, address } = await aLongHistory();
    expect(await titlesOf(userId)).toEqual([
      "Signed up",
      "Confirmation link created",
      "Email requested: “Confirm your email”",
      "Waiting in the outbox",
      "Not accepted yet: we’re sending faster than the provider allows",
      "Accepted by the email provider",
      "Confirmation link opened",
      "Email confirmed",
      "Confirmation link or its code used",
      "Account locked by an operator",
      "Locked an account",
      "Requested a password reset",
      "Password reset link created",
      "Email requested: “Reset your password”",
      "Waiting in the outbox",
    ]);
    const { entries } = await product.readTimeline(await personOf(userId));
    const lines = entries.flatMap((entry) => entry.lines);
    expect(lines).toContain("Firefox on Linux, 203.0.113.0/24");
    expect(lines).toContain("Looks like a scanner");
    expect(lines).toContain("2 of 5 code attempts used");
    expect(lines).toContain("Reason: lost their phone");
    expect(lines.join("\n")).toMatch(/Throttling.*Slow, <address>/);
    expect(lines.join("\n")).not.toContain(address);
  });

  test("holds nothing that opens the account, not even the name of a proof", async () => {
    const { userId, address, token, code, browser, notMeToken } = await aLongHistory();
    const person = await personOf(userId);
    const shown = JSON.stringify([
      person,
      await product.readTimeline(person),
      await product.readSituation(person),
    ]);
    const proofs = await product.db.verification.findMany({ where: { address } });
    const user = await product.db.user.findUniqueOrThrow({ where: { id: userId } });
    const secrets = [token, notMeToken, code, browser, user.passwordHash!];
    for (const secret of [...secrets, ...proofs.map(({ id }) => id)])
      expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/argon2|https?:/);
  });

  test("tells of a bounce in the server’s words, of what it stops, and offers to lift that", async () => {
    const { userId, deliveryId } = await product.aSentMail();
    await product.db.deliveryEvent.create({
      data: {
        id: randomUUID(),
        deliveryId,
        type: "Bounce",
        occurredAt: new Date(),
        detail: {
          bounceType: "Permanent",
          bounceSubType: "NoEmail",
          diagnosticCode: "smtp; 550 no such user, see https://mx.example/confirm/secret",
        },
      },
    });
    const { address } = await personOf(userId);
    const stop = { address, scope: "everything", reason: "hard_bounce" } as const;
    await product.db.suppression.create({ data: stop });
    const person = await personOf(userId);
    const { entries } = await product.readTimeline(person);
    const bounce = entries.find(({ title }) => title.includes("bounced"))!;
    expect(bounce.title).toBe("SES: bounced (Permanent, NoEmail)");
    expect(bounce.lines).toContain("Server response: smtp; 550 no such user, see <link>");
    expect(entries[0]!.title).toBe("Blocked: all email");
    const offered = product.offeredActions(person, new Date()).map(({ name }) => name);
    expect(offered).toContain("lift");
    expect(offered).not.toContain("resend");
    expect(offered).not.toContain("suppress");
  });

  test("shows of a kind of event that we do not know its name alone: it may hold a link", async () => {
    const { userId, deliveryId, token } = await product.aSentMail();
    await product.db.deliveryEvent.create({
      data: {
        id: randomUUID(),
        deliveryId,
        type: "Click",
        occurredAt: new Date(),
        detail: {
          said: JSON.stringify({ click: { link: `https://example.com/confirm/${token}` } }),
        },
      },
    });
    const { entries } = await product.readTimeline(await personOf(userId));
    expect(entries.map(({ title }) => title)).toContain("SES: Click");
    expect(JSON.stringify(entries)).not.toContain(token);
  });
});

describe("an email that can be replayed", () => {
  test("says so in its entry, and one that is on its way does not", async () => {
    const { userId, deliveryId } = await product.aRegistration();
    const replayable = async () =>
      (await product.readTimeline(await personOf(userId))).entries.flatMap((entry) =>
        entry.replayable ? [entry.replayable] : [],
      );
    expect(await replayable()).toEqual([]);
    const where = { id: deliveryId };
    await product.db.delivery.update({ where, data: { status: "failed", failureCode: "sandbox" } });
    expect(await replayable()).toEqual([deliveryId]);
    await product.db.delivery.update({ where, data: { status: "cancelled", failureCode: null } });
    expect(await replayable()).toEqual([]);
  });
});

describe("a long history", () => {
  test("comes in pages that begin where the one before ended, and loses nothing", async () => {
    const { userId } = await product.aRegistration();
    const start = product.after(new Date(), -product.HOUR).getTime();
    await product.db.auditEvent.createMany({
      data: Array.from({ length: 450 }, (_, n) => ({
        userId,
        name: `event ${n}`,
        actor: "owner" as const,
        ...product.ORIGIN,
        // Three at each moment, so that a page has to end between moments.
        createdAt: new Date(start + Math.floor(n / 3)),
      })),
    });
    const person = await personOf(userId);
    const told: string[] = [];
    let until: Date | null = null;
    let pages = 0;
    do {
      const page = await product.readTimeline(person, until);
      expect(page.entries.length).toBeLessThanOrEqual(200);
      told.push(...page.entries.map(({ title }) => title));
      until = page.olderUntil;
      pages += 1;
    } while (until);
    expect(pages).toBe(3);
    expect(told).toHaveLength(454);
    expect(new Set(told.filter((title) => title.startsWith("event"))).size).toBe(450);
  });
});

describe("an address without an account", () => {
  test("shows the emails that were asked for it and what stops them, and nothing of others", async () => {
    const address = product.anAddress("nobody");
    await product.aPasswordReset(address);
    await product.aRegistration();
    const person = (await product.findByAddress(
      ` ${address.toUpperCase().replace("EXAMPLE.COM", "example.com")}`,
    ))!;
    expect(person.account).toBeNull();
    const known = (await product.findByAddress(address))!;
    const { entries } = await product.readTimeline(known);
    expect(entries.map(({ title }) => title).toReversed()).toEqual([
      "Requested a password reset",
      "Password reset link created, but never valid",
      "Email requested: “Reset your password”",
      "Waiting in the outbox",
    ]);
    expect(product.offeredActions(known, new Date()).map(({ name }) => name)).toEqual(["suppress"]);
  });

  test("is found as an account’s however its capitals are typed", async () => {
    const { address, userId } = await product.aRegistration();
    const typed = ` ${address.replace("ada", "ADA").replace("example.com", "EXAMPLE.com")} `;
    expect((await product.findByAddress(typed))?.account?.id).toBe(userId);
    expect(await product.findByAddress("no address")).toBeNull();
  });
});

describe("the limits of an address", () => {
  test("are shown with how much is used and how many tries were refused", async () => {
    const address = product.anAddress();
    expect(await product.limitsInForce(address)).toEqual([]);
    for (let n = 0; n < 8; n += 1)
      await product.consume([{ limit: "mails_to_address_per_hour", key: address }]);
    const [limit] = await product.limitsInForce(address);
    expect(limit).toMatchObject({
      label: "Emails requested (hour)",
      used: 5,
      allowed: 5,
      refused: 3,
    });
  });
});
