import { beforeAll, describe, expect, test } from "vitest";
import { emailLimits } from "@/lib/rate-limit/limits";
import { loadWith } from "../../support/load-with";

const load = async () => ({
  ...(await import("@/lib/sign-in/authenticate")),
  ...(await import("@/lib/registration/confirm-with-code")),
  ...(await import("@/lib/password-reset/exchange-reset-code")),
  ...(await import("@/lib/clock")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/rate-limit/consume")),
  ...(await import("../../support/recoveries")),
  ...(await import("../../support/registrations")),
  ...(await import("../../support/shown")),
});

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  product = await load();
});

/** A network to which limits apply, of which so much is used. */
async function aNetwork(limit: "sign_ins_from_ip" | "codes_from_ip", used: number) {
  const ip = `10.77.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
  for (let n = 0; n < used; n += 1) await product.consume([{ limit, key: ip }]);
  return { ip, userAgent: product.ORIGIN.userAgent };
}

describe("a network", () => {
  test("has fifty tries at passwords in a quarter of an hour, right ones too", async () => {
    const { address, browser, password } = await product.anAccount();
    const who = { address, originalAddress: address, password, browserKeyHash: browser };
    const origin = await aNetwork("sign_ins_from_ip", 49);
    expect((await product.authenticate({ ...who, origin })).outcome).toBe("authenticated");
    const refused = await product.authenticate({ ...who, origin });
    expect(refused).toMatchObject({ outcome: "limited", limit: "sign_ins_from_ip" });
    const wait = "retryAt" in refused ? refused.retryAt.getTime() - Date.now() : 0;
    expect(wait).toBeGreaterThan(14 * product.MINUTE);
    expect(wait).toBeLessThanOrEqual(15 * product.MINUTE);
  });

  test("has fifty tries at codes in a quarter of an hour, of both kinds together", async () => {
    const { address, browser, code, verificationId } = await product.aRegistration();
    const reset = await product.aPasswordReset(address);
    const origin = await aNetwork("codes_from_ip", 50);
    const limited = { outcome: "limited", limit: "codes_from_ip" };
    expect(
      await product.confirmWithCode(await product.pageOf(browser), code, origin),
    ).toMatchObject(limited);
    expect(
      await product.exchangeResetCode(await product.requestOf(reset.browser), reset.code, origin),
    ).toMatchObject(limited);
    const { codeAttempts } = await product.db.verification.findUniqueOrThrow({
      where: { id: verificationId },
    });
    expect(codeAttempts).toBe(0);
  });
});

test("an address gets ten emails a day at most, though never more than five an hour", async () => {
  const address = product.anAddress();
  const anHourPasses = () =>
    product.db.rateLimit.deleteMany({
      where: { key: { startsWith: "mails_to_address_per_hour" } },
    });
  for (let n = 0; n < 10; n += 1) {
    if (n % 5 === 0) await anHourPasses();
    await product.aPasswordReset(address);
  }
  await anHourPasses();
  await expect(product.aPasswordReset(address)).rejects.toThrow("limited");
  expect(await product.db.delivery.count({ where: { address } })).toBe(10);
});

test("the “+” spellings of an address leave it two emails of a day’s ten", async () => {
  const address = product.anAddress();
  const ask = (to: string) => product.consume(emailLimits(to));
  for (let n = 0; n < 12; n += 1) {
    if (n % 4 === 0)
      await product.db.rateLimit.deleteMany({ where: { key: { contains: "_per_hour" } } });
    await ask(address.replace("@", `+${n}@`));
  }
  await product.db.rateLimit.deleteMany({ where: { key: { contains: "_per_hour" } } });
  const outcomes = [await ask(address), await ask(address), await ask(address)];
  expect(outcomes).toMatchObject([
    { outcome: "within" },
    { outcome: "within" },
    { outcome: "limited", limit: "mails_to_address_per_day" },
  ]);
});

test("no more passwords are hashed at once than is set: the others wait for their turn", async () => {
  const { hash } = await import("@node-rs/argon2");
  // Takes many times as long as ours, so that whoever need not wait is done before.
  const slow = await hash("a slow one", { memoryCost: 65_536, timeCost: 12, parallelism: 1 });
  const orderWith = async (concurrency: string) => {
    const { hashPassword, verifyPassword } = await loadWith(
      { PASSWORD_HASH_CONCURRENCY: concurrency },
      () => import("@/lib/credentials/password-hash"),
    );
    const done: string[] = [];
    await Promise.all([
      verifyPassword(slow, "a slow one").then(() => done.push("slow")),
      hashPassword("a quick one").then(() => done.push("quick")),
    ]);
    return done;
  };
  expect(await orderWith("1")).toEqual(["slow", "quick"]);
  expect(await orderWith("2")).toEqual(["quick", "slow"]);
});

test("over https every cookie is bound to it and to this host", async () => {
  const { cookieName, cookieOptions } = await loadWith(
    { APP_URL: "https://latchkey.example" },
    () => import("@/lib/session/cookie-name"),
  );
  expect(cookieName("session")).toBe("__Host-latchkey.session");
  expect(cookieOptions).toEqual({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
});
