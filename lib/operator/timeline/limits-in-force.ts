import "server-only";
import { type Usage, usageOf } from "../../rate-limit/consume";
import type { LimitName } from "../../rate-limit/limits";

/** The limits that count what is sent to an address, and what each of them counts. */
const OF_ADDRESS = {
  mails_to_address_per_hour: "Emails requested (hour)",
  mails_to_address_per_day: "Emails requested (day)",
  reprobes_of_address: "Retries after a bounce (day)",
} as const satisfies Partial<Record<LimitName, string>>;

/** A limit of which something is used, and how many tries it has refused. */
export type LimitInForce = Usage & { label: string; used: number; refused: number };

/** The limits of an address of which something is used now. */
export async function limitsInForce(address: string): Promise<LimitInForce[]> {
  const names = Object.keys(OF_ADDRESS) as (keyof typeof OF_ADDRESS)[];
  const usages = await usageOf(names.map((limit) => ({ limit, key: address })));
  return names.flatMap((name, index) => {
    const usage = usages[index];
    if (!usage) return [];
    const used = Math.min(usage.tries, usage.allowed);
    return [{ ...usage, label: OF_ADDRESS[name], used, refused: usage.tries - used }];
  });
}
