import { setImmediate } from "node:timers/promises";
import { expect, describe, test } from "vitest";
import { authenticate } from "@/lib/sign-in/authenticate";
import { confirmWithNewPassword, confirmWithPassword } from "@/lib/registration/confirm-with-link";
import { verifyPassword, TooBusyError } from "@/lib/credentials/password-hash";
import { register } from "@/lib/registration/register";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { anIp } from "../../support/an-ip";
import { aPasswordReset } from "../../support/recoveries";
import {
  aBrowser,
  anAccount,
  anAddress,
  aRegistration,
  ORIGIN,
  OTHER_PASSWORD,
  PASSWORD,
} from "../../support/registrations";

const WEAK = "password1234";

/** What so many tries come to, one after the other. */
async function outcomesOf(times: number, attempt: () => Promise<{ outcome: string }>) {
  const outcomes: string[] = [];
  for (let n = 0; n < times; n += 1) outcomes.push((await attempt()).outcome);
  return outcomes;
}

describe("a password at a link", () => {
  test.each<[string, string, (token: string) => Promise<{ outcome: string }>]>([
    [
      "of a registration",
      "wrong_password",
      (token) => confirmWithPassword(token, "not the password", ORIGIN),
    ],
    ["chosen for it", "weak_password", (token) => confirmWithNewPassword(token, WEAK, ORIGIN)],
  ])("%s is refused unseen from the eleventh on", async (_what, outcome, attempt) => {
    const { token } = await aRegistration();
    expect(await outcomesOf(11, () => attempt(token))).toEqual([
      ...Array<string>(10).fill(outcome),
      "limited",
    ]);
    expect(await confirmWithNewPassword(token, OTHER_PASSWORD, ORIGIN)).toMatchObject({
      outcome: "limited",
      limit: "passwords_for_link",
    });
  });

  test("in an email for a new one is refused unseen from the eleventh on", async () => {
    const { token } = await aPasswordReset((await anAccount()).address);
    const outcomes = await outcomesOf(11, () => resetPassword(token, WEAK, ORIGIN));
    expect(outcomes).toEqual([...Array<string>(10).fill("weak_password"), "limited"]);
  });
});

test("a network is refused unseen after fifty weak passwords, and has registered nobody for them", async () => {
  const origin = { ...ORIGIN, ip: anIp() };
  const attempt = (password: string) => {
    const address = anAddress();
    const who = { address, originalAddress: address, browserKeyHash: aBrowser(), origin };
    return register({ ...who, password });
  };
  const outcomes = await outcomesOf(50, () => attempt(WEAK));
  expect(new Set(outcomes)).toEqual(new Set(["weak_password"]));
  expect(await attempt(PASSWORD)).toMatchObject({ outcome: "limited", limit: "passwords_from_ip" });
});

test("somebody who comes while too many passwords wait is told so at once, and it is no failure of theirs", async () => {
  const { address } = await anAccount();
  const cores = env.PASSWORD_HASH_CONCURRENCY ?? 1;
  // Without a hash there is one to be made first, for which nobody waits in the queue yet.
  await verifyPassword(null, "nothing");
  // As many as work and wait at once, and some more who come again and again.
  let isBusy = true;
  const keepBusy = async () => {
    while (isBusy) await verifyPassword(null, "nothing").catch(() => setImmediate());
  };
  const others = Array.from({ length: 101 * cores + 20 }, keepBusy);
  const who = { address, originalAddress: address, browserKeyHash: aBrowser(), origin: ORIGIN };
  await expect(authenticate({ ...who, password: PASSWORD })).rejects.toThrow(TooBusyError);
  isBusy = false;
  await Promise.all(others);
  const counts = await db.signInThrottle.findMany({ orderBy: { updatedAt: "desc" }, take: 1 });
  expect(counts.map(({ failures }) => failures)).toEqual([0]);
  expect(await authenticate({ ...who, password: PASSWORD })).toMatchObject({
    outcome: "authenticated",
  });
});
