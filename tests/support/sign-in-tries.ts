import { authenticate } from "@/lib/sign-in/authenticate";
import { MINUTE } from "@/lib/clock";
import { openSession } from "@/lib/session/session-rows";
import { aBrowser, ORIGIN, PASSWORD } from "./registrations";

/** When a test begins: tries to sign in take no time of their own. */
export const start = new Date();

export const WRONG = "not the password at all";

/** A try to sign in, as the form does it, in a browser that was never here unless it is told. */
export async function signIn(
  address: string,
  password = PASSWORD,
  { browser = aBrowser(), now = start } = {},
) {
  const who = { browserKeyHash: browser, origin: ORIGIN };
  const result = await authenticate({ address, originalAddress: address, password, ...who }, now);
  if (result.outcome === "authenticated") await openSession(result.credentials, who, now);
  return result;
}

/** Fails so many times, each as soon as it may: when the last was, and the locks on the way. */
export async function fail(address: string, times: number, begin = start) {
  const locksInMinutes: number[] = [];
  let now = begin;
  for (let failures = 0; failures < times;) {
    const result = await signIn(address, WRONG, { now });
    if (result.outcome === "locked") {
      locksInMinutes.push((result.until.getTime() - now.getTime()) / MINUTE);
      now = result.until;
    } else {
      failures += 1;
    }
  }
  return { now, locksInMinutes };
}
