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

/** A network that counts as one, and how much more than a single user of it may do. */
type Network = { network: string; factor: number };

/**
 * The networks that an address is in, the narrowest first. IPv6 is counted by its /56 and /48
 * as well: a home gets a whole /56 and a rented server a /48, which hold 256 and 65,536 times a
 * /64 for nothing.
 */
export function ipNetworks(ip: string): Network[] {
  const narrowest = { network: ipNetwork(ip), factor: 1 };
  const [prefix] = narrowest.network.split("::/64");
  if (prefix === undefined || prefix === narrowest.network) return [narrowest];
  const [a, b, c, d = "0"] = prefix.split(":");
  // The /56 is the first half of the fourth group.
  const half = (Number.parseInt(d, 16) & 0xff00).toString(16);
  return [
    narrowest,
    { network: `${a}:${b}:${c}:${half}::/56`, factor: 3 },
    { network: `${a}:${b}:${c}::/48`, factor: 10 },
  ];
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
