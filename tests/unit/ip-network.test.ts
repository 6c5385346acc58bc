import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ipNetwork, ipNetworks } from "@/lib/request/ip-network";

describe("what of an IP address counts as one", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["unknown", "unknown"],
    ["", "unknown"],
    ["203.0.113.7:80", "unknown"],
  ])("%s is %s", (ip, network) => {
    expect(ipNetwork(ip)).toBe(network);
  });

  test.each([
    ["203.0.113.7", ["203.0.113.7"]],
    ["unknown", ["unknown"]],
    ["2001:db8:1:abcd::1", ["2001:db8:1:abcd::/64", "2001:db8:1:ab00::/56", "2001:db8:1::/48"]],
    ["2001:db8:1:cd::1", ["2001:db8:1:cd::/64", "2001:db8:1:0::/56", "2001:db8:1::/48"]],
  ])("%s is in the networks %j", (ip, networks) => {
    expect(ipNetworks(ip).map(({ network }) => network)).toEqual(networks);
  });

  test("is the same for every address of a /64, and another for every other /64", () => {
    const group = fc.integer({ min: 1, max: 0xffff }).map((value) => value.toString(16));
    const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(":"));
    fc.assert(
      fc.property(half, half, half, (prefix, one, other) => {
        const network = ipNetwork(`${prefix}:${one}`);
        expect(ipNetwork(`${prefix}:${other}`)).toBe(network);
        expect(ipNetwork(`${prefix}::1`.toUpperCase())).toBe(network);
        if (one !== prefix) expect(ipNetwork(`${one}:${other}`)).not.toBe(network);
      }),
    );
  });
});
