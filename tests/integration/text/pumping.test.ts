import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { anIp } from "../../support/an-ip";
import { aNumber, startTextProduct } from "../../support/texts";

let product: Awaited<ReturnType<typeof startTextProduct>>;

beforeAll(async () => {
  product = await startTextProduct({ variables: { MAX_TEXTS_PER_HOUR: "20" } });
});

beforeEach(async () => {
  await product.db.rateLimit.deleteMany();
  await product.db.phoneCode.deleteMany();
});

afterAll(() => product.sns.stop());

type Wishes = Partial<Parameters<typeof product.requestPhoneCode>[0]> & { country?: "DE" | "US" };

/** Somebody new, on a network, with a phone and in a browser that nobody else has, asks for a code. */
async function asks({ country = "DE", ...wishes }: Wishes = {}) {
  const origin = { ...product.ORIGIN, ip: anIp() };
  const result = await product.requestPhoneCode({
    ...(await product.somebody(country)),
    origin,
    ...wishes,
  });
  return result.outcome === "limited" ? result.limit : result.outcome;
}

async function outcomes(
  count: number,
  ask: () => Promise<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let n = 0; n < count; n += 1) {
    const outcome = await ask();
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

describe("pumping", () => {
  test("of one country from many networks, accounts and numbers ends at that country's limit", async () => {
    expect(await outcomes(13, () => asks())).toEqual({ requested: 10, texts_to_country: 3 });
    expect(await asks({ country: "US" })).toBe("requested");
  });

  test("of several countries ends at the limit of the site, and refused tries use nothing up", async () => {
    await outcomes(15, () => asks());
    await outcomes(10, () => asks({ country: "US" }));
    const texts = await product.db.phoneCode.count();
    expect(texts).toBe(20);
    const { usageOf } = await import("@/lib/rate-limit/consume");
    const [site] = await usageOf([{ limit: "texts_on_site_per_hour", key: "enrol" }]);
    expect(site).toMatchObject({ tries: 20, allowed: 20 });
  });

  test("keeps nobody from signing in: those codes are counted apart", async () => {
    await outcomes(12, () => asks());
    expect(await asks()).toBe("texts_to_country");
    expect(await asks({ purpose: "sign_in" })).toBe("requested");
  });

  test("shows by codes that nobody uses, and leaves the country a trickle until that ends", async () => {
    const codes = async (count: number, used: boolean, minutesAgo: number) => {
      const { userId, number } = await product.somebody();
      const createdAt = after(new Date(), -minutesAgo * MINUTE);
      const row = { userId, purpose: "enrol" as const, number: number.e164, country: "DE" };
      const rest = { browserKeyHash: "", ...product.ORIGIN, createdAt, expiresAt: createdAt };
      const data = { ...row, ...rest, usedAt: used ? createdAt : null };
      await product.db.phoneCode.createMany({ data: Array.from({ length: count }, () => data) });
    };
    await codes(19, false, 30);
    expect(await asks()).toBe("requested");
    await codes(5, false, 30);
    expect(await outcomes(3, () => asks())).toEqual({ requested: 1, texts_to_pumped_country: 2 });
    expect(await asks({ country: "US" })).toBe("requested");
    expect(await asks({ purpose: "sign_in" })).toBe("requested");
    // People who use their codes speak against it.
    await codes(8, true, 20);
    expect(await asks()).toBe("requested");
  });

  test("from one network ends at its limit, whoever asks there", async () => {
    const origin = { ...product.ORIGIN, ip: anIp() };
    const each = { DE: 0, US: 0 };
    const alternate = () => asks({ origin, country: each.DE++ % 2 === 0 ? "DE" : "US" });
    expect(await outcomes(12, alternate)).toEqual({ requested: 10, texts_from_ip: 2 });
  });
});

describe("a phone", () => {
  test("is not rung more than five times in an hour, whatever accounts ask for it", async () => {
    const number = { e164: aNumber(), country: "DE" };
    expect(await outcomes(7, () => asks({ number }))).toEqual({
      requested: 5,
      texts_to_number_per_hour: 2,
    });
  });

  test("that strangers try to add rings for its owner who signs in", async () => {
    const number = { e164: aNumber(), country: "DE" };
    await outcomes(6, () => asks({ number }));
    expect(await asks({ number, purpose: "sign_in" })).toBe("requested");
  });
});

describe("an account", () => {
  test("gets five codes an hour, in whatever browsers", async () => {
    const { userId } = await product.somebody();
    expect(await outcomes(7, () => asks({ userId, purpose: "sign_in" }))).toEqual({
      requested: 5,
      texts_of_account_per_hour: 2,
    });
  });

  test("whose password a stranger has gets its codes in the browser that is known", async () => {
    const { userId, browserKeyHash } = await product.somebody();
    await product.db.knownBrowser.createMany({ data: { userId, browserKeyHash } });
    const origin = { ...product.ORIGIN, ip: anIp() };
    await outcomes(12, () => asks({ userId, origin, purpose: "sign_in" }));
    const own = { userId, browserKeyHash, origin, purpose: "sign_in" as const };
    expect(await asks(own)).toBe("requested");
  });
});

test("nothing is sent, and nothing counted, where texts are switched off", async () => {
  const { env } = await import("@/lib/env");
  const countries = env.SMS_COUNTRIES;
  Object.assign(env, { SMS_COUNTRIES: [] });
  expect(await asks()).toBe("off");
  Object.assign(env, { SMS_COUNTRIES: countries });
  const key = { startsWith: "texts" };
  expect(await product.db.rateLimit.count({ where: { key } })).toBe(0);
});

test("a limit says when a code can be had again", async () => {
  const { userId } = await product.somebody();
  const asked = { ...(await product.somebody()), userId, purpose: "sign_in" as const };
  const again = () => product.requestPhoneCode({ ...asked, browserKeyHash: product.aBrowser() });
  for (let n = 0; n < 5; n += 1) await again();
  const limited = await again();
  const waits = limited.outcome === "limited" ? limited.retryAt.getTime() - Date.now() : 0;
  expect(waits).toBeGreaterThan(HOUR - MINUTE);
  expect(waits).toBeLessThanOrEqual(HOUR);
});
