import "server-only";
import { isRegistrationThrottled } from "./is-registration-throttled";
import type { Use } from "../../rate-limit/consume";

/**
 * What an email to an address that nobody proved counts against for the whole site, when it is
 * asked for in another way than by registering. Fewer go while emails come back.
 */
export async function siteLimit(): Promise<Use> {
  const isBraked = await isRegistrationThrottled();
  return { limit: isBraked ? "other_mails_while_braked" : "other_mails_on_site", key: "all" };
}
