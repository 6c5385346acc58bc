import { isIP } from "node:net";

/**
 * What of an IP address counts as one user of the network: IPv4 whole, IPv6 by its /64,
 * because a connection usually gets a whole /64 and can take any of its 2^64 addresses
 * (RFC 6177). An IPv4 address written as IPv6 is the IPv4 one.
 *
 * @returns "unknown" for what is no address: all of those share one count
 */
export function ipNetwork(ip: string): string {
  const family = isIP(ip);
  if (family === 4) return ip;
  if (family === 0) return "unknown";
  const groups = groupsOf(ip.replace(/%.*$/, ""));
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") return dotted(groups.slice(6));
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The eight groups of an IPv6 address, in hexadecimal without leading zeros. */
function groupsOf(ip: string): string[] {
  // A URL spells an address in its one canonical way.
  const canonical = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return [...head, ...zeros, ...tail];
}

function dotted(groups: string[]): string {
  const bytes = groups.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join(".");
}
