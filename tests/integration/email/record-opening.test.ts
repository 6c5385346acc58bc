import { expect, test } from "vitest";
import { db } from "@/lib/db";
import { recordOpening } from "@/lib/verification/record-opening";
import { aRegistration, ORIGIN } from "../../support/registrations";

test("of one link fifty openings are remembered and no more, so that nobody fills a disk with it", async () => {
  const { token, verificationId } = await aRegistration();
  const visit = { ...ORIGIN, method: "GET", hasLanguage: true, browserKeyHash: null };
  for (let opening = 0; opening < 52; opening += 1)
    await recordOpening(token, "confirm-link", { ...visit, at: new Date() });
  expect(await db.linkOpening.count({ where: { verificationId } })).toBe(50);
});
