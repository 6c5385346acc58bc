import { randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { after, HOUR, MINUTE } from "@/lib/clock";
import { db } from "@/lib/db";
import { consume, peek } from "@/lib/rate-limit/consume";
import { emailLimits, type Use } from "@/lib/rate-limit/limits";
import { forgetOldLimits } from "@/lib/rate-limit/forget-old-limits";
import { anAddress } from "../../support/registrations";

const anIp = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
const hex = () => randomInt(1, 65_536).toString(16);

const registration = (ip: string): Use => ({ limit: "registrations_from_ip", key: ip });
const mail = (address: string): Use => ({ limit: "mails_to_address_per_hour", key: address });

/** How many of these uses, all at once, get through. */
async function throughOf(uses: Use[]): Promise<number> {
  const results = await Promise.all(uses.map((use) => consume([use])));
  return results.filter(({ outcome }) => outcome === "within").length;
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("a limit", () => {
  test("lets exactly its number through of many who come at once", async () => {
    const ip = anIp();
    expect(await throughOf(times(30, () => registration(ip)))).toBe(10);
  });

  test("tells which one it is and when to come back", async () => {
    const ip = anIp();
    const before = Date.now();
    await throughOf(times(10, () => registration(ip)));
    const result = await consume([registration(ip)]);
    expect(result).toMatchObject({ outcome: "limited", limit: "registrations_from_ip" });
    const wait = result.outcome === "limited" ? result.retryAt.getTime() - before : 0;
    expect(wait).toBeGreaterThan(HOUR - MINUTE);
    expect(wait).toBeLessThanOrEqual(HOUR + MINUTE);
  });

  test("makes nobody wait longer for trying again and again", async () => {
    const ip = anIp();
    await throughOf(times(10, () => registration(ip)));
    const first = await peek([{ limit: "registrations_from_ip", key: ip }]);
    await throughOf(times(20, () => registration(ip)));
    const last = await peek([{ limit: "registrations_from_ip", key: ip }]);
    expect(Math.abs((last?.getTime() ?? 0) - (first?.getTime() ?? 0))).toBeLessThan(MINUTE);
  });

  test("starts anew when its time is over", async () => {
    const ip = anIp();
    await throughOf(times(11, () => registration(ip)));
    await db.$executeRaw`UPDATE rate_limit SET expire = ${Date.now() - 1}`;
    expect(await peek([{ limit: "registrations_from_ip", key: ip }])).toBeNull();
    expect(await throughOf(times(30, () => registration(ip)))).toBe(10);
  });

  test("can be asked about without using it up", async () => {
    const ip = anIp();
    await Promise.all(times(30, () => peek([{ limit: "registrations_from_ip", key: ip }])));
    expect(await throughOf(times(9, () => registration(ip)))).toBe(9);
    expect(await peek([{ limit: "registrations_from_ip", key: ip }])).toBeNull();
    expect(await throughOf([registration(ip)])).toBe(1);
    expect(await peek([{ limit: "registrations_from_ip", key: ip }])).toBeInstanceOf(Date);
  });

  test("that has the longest wait is the one that is told", async () => {
    const address = anAddress();
    const day: Use = { limit: "mails_to_address_per_day", key: address };
    await throughOf(times(10, () => day));
    await throughOf(times(5, () => mail(address)));
    expect(await consume([mail(address), day])).toMatchObject({
      limit: "mails_to_address_per_day",
    });
  });
});

describe("what is counted as one", () => {
  test("is a whole IPv6 /64, however its addresses are written", async () => {
    const prefix = `2001:db8:${hex()}:${hex()}`;
    const spread = times(30, () => registration(`${prefix}:${hex()}:${hex()}:${hex()}:${hex()}`));
    expect(await throughOf(spread)).toBe(10);
    expect(await throughOf([registration(`${prefix.toUpperCase()}::1`)])).toBe(0);
    expect(await throughOf([registration(`2001:db9:${hex()}:${hex()}::1`)])).toBe(1);
  });

  test("is one IPv4 address, also when it is written as IPv6", async () => {
    const ip = anIp();
    await throughOf(times(10, () => registration(ip)));
    expect(await throughOf([registration(`::ffff:${ip}`), registration(anIp())])).toBe(1);
  });

  test("is everybody whose address is not known", async () => {
    await throughOf(times(10, () => registration("unknown")));
    expect(await throughOf([registration("unknown"), registration("")])).toBe(0);
  });

  test("is a mailbox, whatever its spelling", async () => {
    const address = anAddress();
    const [name, domain] = address.split("@");
    const spellings = times(5, (index) => mail(`${name}+${index}@${domain}`));
    expect(await throughOf([...spellings, mail(address.toUpperCase()), mail(address)])).toBe(5);
  });

  test("does not depend on whether the address has an account", async () => {
    const [known, unknown] = [anAddress(), anAddress()];
    const data = { address: known, originalAddress: known, confirmedAt: new Date() };
    await db.user.create({ data });
    expect(await throughOf(times(9, () => mail(known)))).toBe(5);
    expect(await throughOf(times(9, () => mail(unknown)))).toBe(5);
  });

  test("is kept as no address and no network that somebody could read", async () => {
    const [ip, address] = [anIp(), anAddress()];
    await consume([registration(ip), mail(address)]);
    const kept = JSON.stringify((await db.rateLimit.findMany()).map(({ key }) => key));
    expect(kept).toContain("registrations_from_ip:");
    expect(kept).not.toContain(ip);
    expect(kept).not.toContain(address);
  });
});

describe("emails to the “+” spellings of a mailbox", () => {
  const mails = (address: string) => consume(emailLimits(address));

  test("leave one an hour for the mailbox itself, however many are asked for", async () => {
    const address = anAddress();
    const [name, domain] = address.split("@");
    const tagged = await Promise.all(times(12, (index) => mails(`${name}+${index}@${domain}`)));
    expect(tagged.filter(({ outcome }) => outcome === "within")).toHaveLength(4);
    expect(await mails(address)).toEqual({ outcome: "within" });
    expect(await mails(address)).toMatchObject({ limit: "mails_to_address_per_hour" });
  });

  test("are not confused with addresses that begin with a plus", async () => {
    const numbers = times(8, (index) => `+4915112345${randomInt(100)}${index}@sms.example.com`);
    const outcomes = await Promise.all(numbers.map(mails));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(times(8, () => "within"));
  });
});

describe("a network without limits", () => {
  // The tests' own: see tests/support/test-environment.ts.
  const exempt = () => `203.0.113.${randomInt(256)}`;

  test("may do more than the limit of an IP, and nothing is counted", async () => {
    const ip = exempt();
    expect(await throughOf(times(30, () => registration(ip)))).toBe(30);
    expect(await peek([{ limit: "registrations_from_ip", key: ip }])).toBeNull();
  });

  test("may not fill a mailbox all the same", async () => {
    const address = anAddress();
    const both = times(9, () => consume([registration(exempt()), mail(address)]));
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "within")).toHaveLength(5);
  });
});

describe("a larger IPv6 network", () => {
  test.each([
    // The /64 is new each time: what refuses is the /56, and then the /48.
    [
      56,
      30,
      (n: number, fixed: string) => `2001:db8:${fixed}:42${n.toString(16).padStart(2, "0")}::1`,
    ],
    [48, 100, (n: number, fixed: string) => `2001:db8:${fixed}:${(n * 256).toString(16)}::1`],
  ])("(a /%d) may do more than a single user, and not without end", async (_bits, most, ip) => {
    const fixed = hex();
    expect(await throughOf(times(most + 20, (n) => registration(ip(n, fixed))))).toBe(most);
    expect(await throughOf([registration(ip(most + 30, fixed))])).toBe(0);
    expect(await throughOf([registration(`2001:db9:${hex()}:1::1`)])).toBe(1);
  });
});

describe("a limit of others", () => {
  test("is not used up by somebody who is over a limit of their own", async () => {
    const [ip, address] = [anIp(), anAddress()];
    await throughOf(times(10, () => registration(ip)));
    const refused = await Promise.all(times(20, () => consume([registration(ip), mail(address)])));
    expect(refused.map(({ outcome }) => outcome)).not.toContain("within");
    expect(await throughOf(times(9, () => mail(address)))).toBe(5);
  });
});

describe("old counts", () => {
  test("are deleted, and those under way are not", async () => {
    const [old, current] = [anIp(), anIp()];
    await throughOf(times(10, () => registration(old)));
    await db.$executeRaw`UPDATE rate_limit SET expire = ${Date.now() - 1}`;
    await throughOf(times(10, () => registration(current)));
    const { forgotten, isMore } = await forgetOldLimits();
    expect(forgotten).toBeGreaterThanOrEqual(1);
    expect(isMore).toBe(false);
    expect(await throughOf([registration(current)])).toBe(0);
    expect(await db.rateLimit.count({ where: { expire: { lt: Date.now() } } })).toBe(0);
    await forgetOldLimits(after(new Date(), 25 * HOUR));
    expect(await db.rateLimit.count()).toBe(0);
  });
});
