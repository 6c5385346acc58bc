import { describe, expect, test } from "vitest";
import { clientIp } from "@/lib/session/client-ip";

const PEER = "198.51.100.9";

describe("the client's IP address", () => {
  test("is the connection's where there is no proxy, whatever the client claims", () => {
    expect(clientIp({ peer: PEER, forwardedFor: "" }, 0)).toBe(PEER);
    expect(clientIp({ peer: PEER, forwardedFor: "203.0.113.7" }, 0)).toBe(PEER);
  });

  test("is what our proxy appended, and nothing that came before it", () => {
    expect(clientIp({ peer: PEER, forwardedFor: "203.0.113.7" }, 1)).toBe("203.0.113.7");
    const forwardedFor = "6.6.6.6, 127.0.0.1, 203.0.113.7";
    expect(clientIp({ peer: PEER, forwardedFor }, 1)).toBe("203.0.113.7");
  });

  test("is what the outermost of our proxies saw", () => {
    const forwardedFor = "6.6.6.6, 203.0.113.7, 10.0.0.2";
    expect(clientIp({ peer: PEER, forwardedFor }, 2)).toBe("203.0.113.7");
  });

  test("is the connection's for who went around a proxy", () => {
    expect(clientIp({ peer: PEER, forwardedFor: "" }, 1)).toBe(PEER);
    expect(clientIp({ peer: PEER, forwardedFor: "6.6.6.6" }, 2)).toBe(PEER);
  });

  test.each([
    ["203.0.113.7:51234", "203.0.113.7"],
    ["[2001:db8::7]:51234", "2001:db8::7"],
    ["2001:db8::7", "2001:db8::7"],
    ["fe80::1%eth0", "fe80::1"],
    ["fe80::1%call-1-900-555-0199-your-account-was-hacked", "fe80::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["unknown", "unknown"],
    ["<script>", "unknown"],
    ["203.0.113.7.8", "unknown"],
  ])("that a proxy wrote as %s is %s", (forwardedFor, ip) => {
    expect(clientIp({ peer: PEER, forwardedFor }, 1)).toBe(ip);
  });

  test("is unknown where the connection has none, as on a Unix socket", () => {
    expect(clientIp({ peer: "", forwardedFor: "203.0.113.7" }, 0)).toBe("unknown");
    expect(clientIp({ peer: "", forwardedFor: "203.0.113.7" }, 1)).toBe("203.0.113.7");
  });
});
