import type { Use } from "./consume";

/** What a mail to an address counts against when somebody without a session asks for it. */
export function mailLimits(address: string): Use[] {
  return [
    { limit: "mails_to_address_per_hour", key: address },
    { limit: "mails_to_address_per_day", key: address },
  ];
}
