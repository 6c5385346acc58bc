import { expect, test } from "vitest";
import { askedRetryAtMs, localBackoffMs } from "../src/backoff";
import { parseCron } from "../src/cron";
import { parseDuration, parseMoment } from "../src/durations";
import { admit } from "../src/gcra";

test.each([
  ["", 0],
  ["2s", 2_000],
  ["1h30m", 5_400_000],
  ["1w2d3h4m5s", 788_645_000],
  ["250ms", 250],
  ["soon", undefined],
  ["5", undefined],
  ["-3s", undefined],
])("the time string %j is %s ms", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test("a moment is a duration from now or a date", () => {
  expect(parseMoment("10s", 1_000)).toBe(11_000);
  expect(parseMoment("2026-11-22T10:00:00.500Z", 0)).toBe(1_795_341_600_500);
  expect(parseMoment("tomorrow or so", 0)).toBeUndefined();
});

test("failed attempts wait longer each time, and never more than 75 s", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 20].map(localBackoffMs);
  for (const [attempt, wait] of waits.entries()) {
    const least = Math.min(1_000 * 2 ** attempt, 60_000);
    expect(wait).toBeGreaterThanOrEqual(attempt === 7 ? 60_000 : least);
    expect(wait).toBeLessThanOrEqual((attempt === 7 ? 60_000 : least) * 1.25);
  }
});

test("what an app asks for is kept between a second and a day", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  expect(askedRetryAtMs("3", now)).toBe(now + 3_000);
  expect(askedRetryAtMs("0", now)).toBe(now + 1_000);
  expect(askedRetryAtMs("2026-11-22T10:00:30Z", now)).toBe(now + 30_000);
  expect(askedRetryAtMs("2030-01-01T00:00:00Z", now)).toBe(now + 86_400_000);
  expect(askedRetryAtMs("later", now)).toBeUndefined();
  expect(askedRetryAtMs(undefined, now)).toBeUndefined();
});

test("a rate lets its burst through and then one each interval, however often it is asked", () => {
  const rate = { intervalMs: 1_000 / 150, burst: 3 };
  let arrival: number | undefined;
  const admitted: number[] = [];
  for (let now = 0; now < 2_000; now += 1) {
    const answer = admit(rate, arrival, now);
    if (!answer.admitted) continue;
    arrival = answer.arrivalMs;
    admitted.push(now);
  }
  expect(admitted.slice(0, 3)).toEqual([0, 1, 2]);
  // 2 s at 150 a second, and the two that came early.
  expect(admitted.length).toBeGreaterThanOrEqual(300);
  expect(admitted.length).toBeLessThanOrEqual(302);
});

test("a rate that was left alone gives its burst again and not more", () => {
  const rate = { intervalMs: 100, burst: 2 };
  const later = 60_000;
  const first = admit(rate, 150, later);
  const second = first.admitted ? admit(rate, first.arrivalMs, later) : first;
  const third = second.admitted ? admit(rate, second.arrivalMs, later) : second;
  expect([first.admitted, second.admitted, third.admitted]).toEqual([true, true, false]);
  expect(third).toEqual({ admitted: false, retryAtMs: later + 100 });
});

test("a schedule ticks in its time zone, through the change to summer time", () => {
  const cron = parseCron("TZ=Europe/Berlin 30 3 * * *");
  if (!cron.ok) throw new Error(cron.reason);
  expect(cron.value.next(new Date("2026-03-28T12:00:00Z"))?.toISOString()).toBe(
    "2026-03-29T01:30:00.000Z",
  );
  expect(cron.value.next(new Date("2026-03-29T12:00:00Z"))?.toISOString()).toBe(
    "2026-03-30T01:30:00.000Z",
  );
});

test("the tick of this very moment is the latest one, and not the next", () => {
  const cron = parseCron("@hourly");
  if (!cron.ok) throw new Error(cron.reason);
  const hour = new Date("2026-11-22T10:00:00Z");
  expect(cron.value.latest(hour)?.toISOString()).toBe("2026-11-22T10:00:00.000Z");
  expect(cron.value.next(hour)?.toISOString()).toBe("2026-11-22T11:00:00.000Z");
});

test.each(["* * * * * *", "* * * *", "TZ=Nowhere/Land * * * * *", "@every 1h", ""])(
  "the schedule %j is refused",
  (source) => {
    expect(parseCron(source)).toMatchObject({ ok: false });
  },
);
