import { describe, expect, test, vi } from "vitest";
import { after } from "@/lib/clock";
import { db } from "@/lib/db";
import { inspectLink } from "@/lib/verification/inspect-link";
import { type Opening, recordOpening } from "@/lib/verification/record-opening";
import { aRegistration, ORIGIN } from "../../support/registrations";

// The real function, which fails once.
vi.mock("@/lib/verification/inspect-link", { spy: true });

test("of one link fifty openings are remembered and no more, so that nobody fills a disk with it", async () => {
  const { token, verificationId } = await aRegistration();
  const visit = { ...ORIGIN, method: "GET", hasLanguage: true, browserKeyHash: null };
  for (let opening = 0; opening < 52; opening += 1)
    await recordOpening(token, "confirm-link", { ...visit, at: new Date() });
  expect(await db.linkOpening.count({ where: { verificationId } })).toBe(50);
});

test("a link works though the database is away when its opening is looked up", async () => {
  const { token, verificationId } = await aRegistration();
  vi.mocked(inspectLink).mockRejectedValueOnce(new Error("the database is away"));
  const visit = { ...ORIGIN, method: "GET", hasLanguage: true, browserKeyHash: null };
  await recordOpening(token, "confirm-link", { ...visit, at: new Date() });
  expect(await db.linkOpening.count({ where: { verificationId } })).toBe(0);
});

describe("who opened a link is guessed", () => {
  const person = { ...ORIGIN, method: "GET", hasLanguage: true, browserKeyHash: null };

  /** What is remembered of one opening, so long after the email was sent. */
  async function guessOf(opening: Partial<Opening>, sinceSentMs = 60_000) {
    const { token, verificationId, deliveryId } = await aRegistration();
    const at = new Date();
    const sentAt = after(at, -sinceSentMs);
    await db.delivery.update({ where: { id: deliveryId }, data: { sentAt, status: "sent" } });
    await recordOpening(token, "confirm-link", { ...person, ...opening, at });
    return db.linkOpening.findFirstOrThrow({
      where: { verificationId },
      select: { isOwnBrowser: true, looksLikeScanner: true },
    });
  }

  test("a person, a minute after the email", async () => {
    expect(await guessOf({})).toEqual({ isOwnBrowser: false, looksLikeScanner: false });
  });

  test.each<[string, Partial<Opening>]>([
    ["asks for HEAD", { method: "HEAD" }],
    ["names no language", { hasLanguage: false }],
    ["says that it is a program", { userAgent: "curl/8.5" }],
  ])("a scanner, when it %s", async (_sign, opening) => {
    expect(await guessOf(opening)).toEqual({ isOwnBrowser: false, looksLikeScanner: true });
  });

  test("a scanner, when nobody can read so fast", async () => {
    expect(await guessOf({}, 2_900)).toMatchObject({ looksLikeScanner: true });
    expect(await guessOf({}, 3_100)).toMatchObject({ looksLikeScanner: false });
  });

  test("the owner in the browser that asked, however fast", async () => {
    const { token, verificationId, browser } = await aRegistration();
    await recordOpening(token, "confirm-link", {
      ...person,
      browserKeyHash: browser,
      at: new Date(),
    });
    const opening = await db.linkOpening.findFirstOrThrow({ where: { verificationId } });
    expect(opening).toMatchObject({ isOwnBrowser: true, looksLikeScanner: false });
  });
});
