import { isIPv4 } from "node:net";
import bowser from "bowser";
import { ipNetwork } from "./ip-network";

/** Where a request came from, as far as the product keeps it. */
export type Origin = { ip: string; userAgent: string };

/**
 * The names that bowser gives by itself. Of a browser that it does not know it repeats what the
 * browser calls itself: anybody could have us email their words to anybody, signed by us.
 */
const NAMES = new Set<string | undefined>([
  ...Object.values(bowser.BROWSER_MAP),
  ...Object.values(bowser.OS_MAP),
]);

/** The names of a browser and its system, from what it says of itself; null for unknown ones. */
export function parseDevice(userAgent: string): { browser: string | null; os: string | null } {
  if (!userAgent) return { browser: null, os: null };
  const { browser, os } = bowser.parse(userAgent);
  const known = (name: string | undefined) => (name && NAMES.has(name) ? name : null);
  return { browser: known(browser.name), os: known(os.name) };
}

/** "Firefox on Linux", in English. */
export function describeDevice(userAgent: string): string {
  const { browser, os } = parseDevice(userAgent);
  const name = browser ?? "An unknown browser";
  return os === null ? name : `${name} on ${os}`;
}

/** "203.0.113.0/24": the network, enough to recognise a place and no whole address on a page. */
export function describePlace(ip: string): string {
  return isIPv4(ip) ? ip.replace(/\d+$/, "0/24") : ipNetwork(ip);
}

/** "Firefox on Windows, 203.0.113.7", in English. */
export function describeOrigin({ ip, userAgent }: Origin): string {
  return `${describeDevice(userAgent)}, ${ip}`;
}
