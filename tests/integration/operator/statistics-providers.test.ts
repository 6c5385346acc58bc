import { beforeEach, describe, expect, test, vi } from "vitest";
import { after, DAY, HOUR } from "@/lib/clock";
import { db } from "@/lib/db";
import { log } from "@/lib/log";
import { countEarlier, countRecent } from "@/lib/operator/statistics/count-figures";
import { findFallenProviders } from "@/lib/operator/statistics/find-fallen-providers";
import { providerOf } from "@/lib/operator/statistics/providers";
import { raiseProviderAlarms } from "@/lib/operator/statistics/raise-provider-alarms";
import { readProviders } from "@/lib/operator/statistics/read-providers";
import { forgetEverybody, histories } from "../../support/histories";

const NOW = new Date("2026-11-22T14:10:00Z");
const ago = (milliseconds: number) => after(NOW, -milliseconds);

beforeEach(async () => {
  await forgetEverybody();
  await db.rateLimit.deleteMany();
});

/** Counts all there is, as the cron does. */
async function countAll(): Promise<void> {
  await countRecent(NOW);
  while ((await countEarlier()).isMore);
}

/** Registrations at a domain: a few days ago, and in the last hours. */
async function someAt(
  domain: string,
  before: { registered: number; confirmed: number },
  lastDay: { registered: number; confirmed: number },
): Promise<void> {
  const status = "delivered" as const;
  await histories(before.registered, {
    at: ago(4 * DAY),
    domain,
    status,
    confirmed: before.confirmed,
  });
  await histories(lastDay.registered, {
    at: ago(3 * HOUR),
    domain,
    status,
    confirmed: lastDay.confirmed,
  });
}

test("the domains of one provider are one, and those of nobody stay what they are", () => {
  const names = (domains: string[]) => [...new Set(domains.map(providerOf))];
  expect(names(["gmail.com", "googlemail.com"])).toEqual(["Gmail"]);
  expect(names(["outlook.com", "hotmail.co.uk", "live.com", "msn.com"])).toEqual(["Outlook"]);
  expect(names(["yahoo.com", "yahoo.de", "yahoo.com.br"])).toEqual(["Yahoo and AOL"]);
  expect(names(["gmx.net", "gmx.de", "web.de"])).toEqual(["GMX and WEB.DE"]);
  expect(names(["example.com", "yahoo.example.com", "notgmail.com"])).toHaveLength(3);
});

test("providers are told by size, today and in a week, each with all of its domains", async () => {
  await someAt("gmail.com", { registered: 3, confirmed: 2 }, { registered: 1, confirmed: 1 });
  await someAt("googlemail.com", { registered: 1, confirmed: 0 }, { registered: 0, confirmed: 0 });
  await someAt("example.org", { registered: 0, confirmed: 0 }, { registered: 2, confirmed: 1 });
  await countAll();
  expect(await readProviders(NOW)).toEqual([
    {
      name: "Gmail",
      today: { registered: 1, delivered: 1, confirmed: 1 },
      week: { registered: 5, delivered: 5, confirmed: 3 },
    },
    {
      name: "example.org",
      today: { registered: 2, delivered: 2, confirmed: 1 },
      week: { registered: 2, delivered: 2, confirmed: 1 },
    },
  ]);
});

test("of a flood of domains the 200 biggest are kept by name, and nobody is lost", async () => {
  const flood = Array.from(
    { length: 205 },
    (_, n) => `flood-${String(n).padStart(3, "0")}.example`,
  );
  await Promise.all(flood.map((domain) => histories(1, { at: ago(HOUR), domain, confirmed: 0 })));
  await histories(2, { at: ago(HOUR), domain: "zurich.example", confirmed: 0 });
  await countRecent(NOW);
  const days = await db.domainDay.findMany({ orderBy: { registered: "desc" } });
  expect(days.slice(0, 2).map(({ domain, registered }) => [domain, registered])).toEqual([
    ["other", 6],
    ["zurich.example", 2],
  ]);
  expect(days).toHaveLength(201);
  expect((await readProviders(NOW))[0]).toMatchObject({ name: "zurich.example" });

  // The next count finds another one among the biggest, which leaves no row behind.
  await histories(1, { at: ago(HOUR), domain: flood[204]!, confirmed: 0 });
  await countRecent(NOW);
  expect(await db.domainDay.count()).toBe(201);
  expect(await db.domainDay.aggregate({ _sum: { registered: true } })).toEqual({
    _sum: { registered: 208 },
  });
});

describe("a provider whose people confirm less than half as often as usual", () => {
  test("is an alarm", async () => {
    await someAt(
      "outlook.com",
      { registered: 30, confirmed: 24 },
      { registered: 20, confirmed: 7 },
    );
    await countAll();
    expect(await findFallenProviders(NOW)).toEqual([
      {
        name: "Outlook",
        before: { registered: 30, confirmed: 24 },
        lastDay: { registered: 20, confirmed: 7 },
      },
    ]);
  });

  test("is none when it is just half, or when too few registered to tell", async () => {
    await someAt(
      "half.example",
      { registered: 20, confirmed: 20 },
      { registered: 20, confirmed: 10 },
    );
    await someAt(
      "few-now.example",
      { registered: 40, confirmed: 40 },
      { registered: 19, confirmed: 0 },
    );
    await someAt(
      "few-before.example",
      { registered: 19, confirmed: 19 },
      { registered: 40, confirmed: 0 },
    );
    await countAll();
    expect(await findFallenProviders(NOW)).toEqual([]);
  });

  test("is written to the log once, by whoever sees it first", async () => {
    const error = vi.spyOn(log, "error").mockImplementation(() => undefined);
    await someAt("gmx.de", { registered: 20, confirmed: 20 }, { registered: 20, confirmed: 2 });
    await countAll();
    const rounds = await Promise.all([1, 2, 3].map(() => raiseProviderAlarms(NOW)));
    expect(rounds.flatMap(({ raised }) => raised)).toEqual(["GMX and WEB.DE"]);
    expect(await raiseProviderAlarms(after(NOW, HOUR))).toEqual({ raised: [] });
    expect(error).toHaveBeenCalledOnce();
    expect(error.mock.calls[0]![0]).toMatchObject({ provider: "GMX and WEB.DE" });
    error.mockRestore();
  });
});
