import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { loadWith } from "../support/load-with";

const now = new Date("2026-11-22T12:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const granted = () => ({ userId: uuidv7(), sessionId: uuidv7() });

let grants: typeof import("@/lib/session/sign-in-ticket");

beforeAll(async () => {
  grants = await loadWith({}, () => import("@/lib/session/sign-in-ticket"));
});

describe("a grant", () => {
  test("lets in whom the domain named", () => {
    const who = granted();
    expect(grants.redeemSignInTicket(grants.makeSignInTicket(who, now), now)).toEqual(who);
  });

  test("is refused after half a minute", () => {
    const grant = grants.makeSignInTicket(granted(), now);
    expect(grants.redeemSignInTicket(grant, later(30_000))).not.toBeNull();
    expect(grants.redeemSignInTicket(grant, later(30_001))).toBeNull();
  });

  test("is refused for another user, another session or a later end", () => {
    const [userId, sessionId, expires, mac] = grants.makeSignInTicket(granted(), now).split(".");
    for (const forged of [
      [uuidv7(), sessionId, expires, mac],
      [userId, uuidv7(), expires, mac],
      [userId, sessionId, Number(expires) + 1, mac],
      [userId, sessionId, "Infinity", mac],
      [userId, sessionId, "NaN", mac],
      [userId, sessionId, expires, mac?.toLowerCase()],
      [userId, sessionId, expires, ""],
      [userId, sessionId, expires],
    ]) {
      expect(grants.redeemSignInTicket(forged.join("."), now)).toBeNull();
    }
  });

  test("is refused under a key of somebody else", async () => {
    const grant = grants.makeSignInTicket(granted(), now);
    const elsewhere = await loadWith(
      {
        TOKEN_KEYS: `1:${Buffer.from(crypto.randomUUID()).toString("base64")}`,
      },
      () => import("@/lib/session/sign-in-ticket"),
    );
    expect(elsewhere.redeemSignInTicket(grant, now)).toBeNull();
  });

  test("is refused, and breaks nothing, whatever a stranger sends to the endpoint", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(grants.redeemSignInTicket(anything, now)).toBeNull();
      }),
    );
  });
});
