import { isIPv4 } from "node:net";
import bowser from "bowser";
import { ipNetwork } from "../rate-limit/ip-network";

/** Where a request came from, as far as the product keeps it. */
export type Origin = { ip: string; userAgent: string };

/** "Firefox on Linux", from what the browser says of itself. */
export function describeDevice(userAgent: string): string {
  const { browser, os } = userAgent
    ? bowser.parse(userAgent)
    : ({ browser: {}, os: {} } as ReturnType<typeof bowser.parse>);
  return [browser.name || "An unknown browser", os.name && `on ${os.name}`]
    .filter(Boolean)
    .join(" ");
}

/** "203.0.113.0/24": the network, enough to recognise a place and no whole address on a page. */
export function describePlace(ip: string): string {
  return isIPv4(ip) ? ip.replace(/\d+$/, "0/24") : ipNetwork(ip);
}

/** "Firefox on Windows, 203.0.113.7": how a mail tells its reader where it came from. */
export function describeOrigin({ ip, userAgent }: Origin): string {
  return `${describeDevice(userAgent)}, ${ip}`;
}
