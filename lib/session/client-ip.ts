import { isIP } from "node:net";

/** What tells where a request came from: the end of the connection, and what proxies wrote. */
type Route = { peer: string; forwardedFor: string };

/**
 * The client's IP address. Each proxy appends the address it was called from, so counted
 * from the end of the connection as many addresses can be believed as there are proxies of
 * ours, and the one before the last of those is the client. What stands further left the
 * client may have made up. A request that did not pass all of our proxies counts by its
 * connection.
 *
 * @returns "unknown" when what stands there is no address
 */
export function clientIp({ peer, forwardedFor }: Route, trustedProxies: number): string {
  const entries = forwardedFor.split(",").map((entry) => entry.trim());
  const route = [...entries.filter((entry) => entry !== ""), peer];
  const ip = bare(route.at(-1 - trustedProxies) ?? peer);
  return isIP(ip) ? ip : "unknown";
}

/**
 * Without the port, brackets or IPv6 prefix that some proxies, and Node.js, write, and without a
 * zone ("%eth0"), which may be any text and would go into emails with the address.
 */
function bare(entry: string): string {
  return entry
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
}
