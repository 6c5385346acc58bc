/**
 * The part of an IP address that a network has in common, as people read it: "203.0.113.x" for
 * "203.0.113.0/24", "2001:db8:1:2:…" for "2001:db8:1:2::/64".
 */
export function shownNetwork(network: string): string {
  return network.replace(/\.0\/24$/, ".x").replace(/::\/\d+$/, ":…");
}
