import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * What of an IP address counts as one user of the network: IPv4 whole, IPv6 by its /64,
 * because a connection usually gets a whole /64 and can take any of its 2^64 addresses
 * (RFC 6177). An IPv4 address written as IPv6 is the IPv4 one.
 *
 * @returns "unknown" for what is no address: all of those share one count
 */
export function ipNetwork(ip: string): string {
  const address = parse(ip);
  if (!address) return "unknown";
  return address instanceof ipaddr.IPv6 ? prefixOf(address, 64) : address.toString();
}

/** A network that counts as one, and how much more than a single user of it may do. */
type Network = { network: string; factor: number };

/**
 * The networks that an address is in, the narrowest first. IPv6 is counted by its /56 and /48
 * as well: a home gets a whole /56 and a rented server a /48, which hold 256 and 65,536 times a
 * /64 for nothing.
 */
export function ipNetworks(ip: string): Network[] {
  const address = parse(ip);
  if (!(address instanceof ipaddr.IPv6)) return [{ network: ipNetwork(ip), factor: 1 }];
  return [
    { network: prefixOf(address, 64), factor: 1 },
    { network: prefixOf(address, 56), factor: 3 },
    { network: prefixOf(address, 48), factor: 10 },
  ];
}

/** `node:net` decides what an address is: ipaddr.js also reads "127.1" and "0x7f.1". */
function parse(ip: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(ip) === 0 ? null : ipaddr.process(ip.replace(/%.*$/, ""));
}

/** "2001:db8:1:ab00::/56". */
function prefixOf(address: ipaddr.IPv6, length: number): string {
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${length}`);
  const groups = network.parts.slice(0, Math.ceil(length / 16));
  return `${groups.map((group) => group.toString(16)).join(":")}::/${length}`;
}
