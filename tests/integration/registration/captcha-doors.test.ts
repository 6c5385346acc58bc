import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { correctAddress } from "@/lib/registration/correct-address";
import { waitingState } from "@/lib/registration/waiting-state";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
} from "../../support/registrations";
import { pageOf } from "../../support/shown";

beforeEach(() => void (env.TURNSTILE_SECRET_KEY = "a secret"));

afterEach(() => void (env.TURNSTILE_SECRET_KEY = undefined));

const who = (address: string, browserKeyHash: string) => ({
  address,
  originalAddress: address,
  browserKeyHash,
  origin: ORIGIN,
});

test("with a captcha, an address is corrected on the form that has it, and not on the waiting page", async () => {
  const { browser } = await aRegistration();
  const address = anAddress();
  expect((await waitingState(browser))?.canCorrect).toBe(false);
  const correction = { ...who(address, browser), ...(await pageOf(browser)) };
  expect(await correctAddress(correction)).toEqual({ outcome: "too_often" });
  expect(await db.delivery.count({ where: { address } })).toBe(0);
});

test.each([
  ["that waits", aRegistration],
  ["that has an account", anAccount],
])("with a captcha, no sign-in makes a registration at an address %s", async (_which, make) => {
  const { address } = await make();
  const attempt = await aRegistration({ address, password: OTHER_PASSWORD });
  const before = await db.delivery.count({ where: { address } });
  const password = OTHER_PASSWORD;
  const elsewhere = { ...who(address, aBrowser()), password };
  expect(await authenticate(elsewhere)).toEqual({ outcome: "register_again" });
  const here = { ...who(address, attempt.browser), password };
  expect(await authenticate(here)).toEqual({ outcome: "unconfirmed" });
  expect(await db.delivery.count({ where: { address } })).toBe(before);
});
