import { describe, expect, test } from "vitest";
import { openConfirmationLink } from "@/lib/registration/confirm-with-link";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { expireVerifications } from "@/lib/verification/expire";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  everythingAbout,
  OTHER_PASSWORD,
  ORIGIN,
} from "../../support/registrations";

const now = new Date();
const longAgo = after(now, -9 * DAY);

describe("what nobody confirmed", () => {
  test("is forgotten a week after its link ended: password, registration and user", async () => {
    const { address } = await aRegistration({ now: longAgo });
    await expireVerifications(now);
    expect(await everythingAbout(address)).toEqual({
      user: null,
      registrations: [],
      verifications: [],
      deliveries: [],
    });
  });

  test("is kept for that week, so that its link can say that it expired", async () => {
    const { address, token, browser } = await aRegistration({ now: after(now, -7 * DAY) });
    const before = await everythingAbout(address);
    await expireVerifications(now);
    expect(await everythingAbout(address)).toEqual(before);
    expect(await openConfirmationLink(token, browser, ORIGIN, now)).toEqual({ outcome: "expired" });
  });

  test("goes without those of the same address that still live", async () => {
    const old = await aRegistration({ now: longAgo });
    const young = await aRegistration({ address: old.address, password: OTHER_PASSWORD, now });
    await expireVerifications(now);
    expect((await everythingAbout(old.address)).registrations.map((each) => each.id)).toEqual([
      young.id,
    ]);
    expect(await openConfirmationLink(young.token, young.browser, ORIGIN, now)).toMatchObject({
      outcome: "confirmed",
    });
  });
});

describe("an account", () => {
  test("stays with its password when its verification is forgotten", async () => {
    const { address, userId } = await anAccount({ now: longAgo });
    await expireVerifications(now);
    const { user, registrations, verifications } = await everythingAbout(address);
    expect(user).toMatchObject({ id: userId, confirmedAt: expect.any(Date) as Date });
    expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
    expect(registrations).toHaveLength(1);
    expect(verifications).toEqual([]);
  });

  test("loses the passwords that others typed for its address", async () => {
    const account = await anAccount({ now: longAgo });
    await aRegistration({ address: account.address, password: OTHER_PASSWORD, now: longAgo });
    await expireVerifications(now);
    expect((await everythingAbout(account.address)).registrations.map((each) => each.id)).toEqual([
      account.id,
    ]);
  });
});

describe("a great many", () => {
  test("are forgotten in batches, and each says whether there is more", async () => {
    const { userId, address } = await aRegistration({ now: longAgo });
    await expireVerifications(now);
    await db.user.create({
      data: { id: userId, address, originalAddress: address, createdAt: longAgo },
    });
    const ids = Array.from({ length: 600 }, () => crypto.randomUUID());
    const common = { address, createdAt: longAgo };
    await db.registration.createMany({
      data: ids.map((id) => ({
        ...common,
        id,
        userId,
        originalAddress: address,
        passwordHash: "",
        browserKeyHash: aBrowser(),
        userAgent: "",
        ip: "",
      })),
    });
    await db.verification.createMany({
      data: ids.map((registrationId) => ({
        ...common,
        registrationId,
        purpose: "confirm_registration",
        expiresAt: after(longAgo, DAY),
        codeExpiresAt: longAgo,
      })),
    });
    expect(await expireVerifications(now)).toEqual({ expired: 500, isMore: true });
    expect(await expireVerifications(now)).toEqual({ expired: 100, isMore: false });
    expect(await everythingAbout(address)).toEqual({
      user: null,
      registrations: [],
      verifications: [],
      deliveries: [],
    });
  });

  test("are forgotten while somebody registers, who notices nothing", async () => {
    await Promise.all(Array.from({ length: 5 }, () => aRegistration({ now: longAgo })));
    const [registration] = await Promise.all([
      aRegistration({ address: anAddress("grace"), now }),
      expireVerifications(now),
      expireVerifications(now),
    ]);
    expect(
      await openConfirmationLink(registration.token, registration.browser, ORIGIN, now),
    ).toMatchObject({
      outcome: "confirmed",
    });
  });
});
