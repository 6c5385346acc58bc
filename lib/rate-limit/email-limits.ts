import { isTagged } from "../mailbox/mailbox";
import type { Use } from "./consume";

/**
 * What an email to an address counts against when somebody without a session asks for it.
 * "ada+1@" and "ada+2@" count as "ada@" and, among themselves, against a little less: they
 * may be nobody's, and must not use up what is left for the owner of "ada@".
 */
export function mailLimits(address: string): Use[] {
  const key = address;
  return [
    { limit: "mails_to_address_per_hour", key },
    { limit: "mails_to_address_per_day", key },
    ...(isTagged(address)
      ? ([
          { limit: "mails_to_tagged_per_hour", key },
          { limit: "mails_to_tagged_per_day", key },
        ] as const)
      : []),
  ];
}
