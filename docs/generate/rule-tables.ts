import { DAY, HOUR, MINUTE } from "@/lib/clock";
import type { Counted, Limit } from "@/lib/rate-limit/limits";
import type { RetentionRule } from "@/lib/retention/retention-table";
import { code, table } from "./markdown";

const counted: Record<Counted, string> = {
  ip: "network",
  address: "mailbox",
  tagged: "all “+” spellings of a mailbox",
  site: "the whole site",
  account: "account",
  verification: "link",
  number: "phone number",
  country: "country",
};

function duration(ms: number): string {
  const units = [
    [365 * DAY, "year"],
    [DAY, "day"],
    [HOUR, "hour"],
  ] as const;
  const [unit, name] = units.find(([each]) => ms % each === 0) ?? [MINUTE, "minute"];
  const count = ms / unit;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** Every limit: how many uses, in which time, and for what they are counted together. */
export function limitRows(limits: Readonly<Record<string, Limit>>): string {
  const rows = Object.entries(limits).map(([name, { points, durationMs, counts }]) => [
    code(name),
    String(points),
    duration(durationMs),
    counted[counts],
  ]);
  return table(["limit", "at most", "in", "for each"], rows);
}

/** What is kept how long, and why. */
export function retentionRows(rules: RetentionRule[]): string {
  const rows = rules.map(({ data, days, since, why }) => [data, duration(days * DAY), since, why]);
  return table(["what", "how long", "counted from", "why"], rows);
}
