import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { sessionIdIn, sessionToken } from "@/lib/session/session-token";

const sessionId = crypto.randomUUID();
const token = sessionToken(sessionId);
const [version, id = "", mac = ""] = token.split(".");

describe("the token in the cookie of a session", () => {
  test("names its session", async () => {
    expect(await sessionIdIn(token)).toBe(sessionId);
  });

  test("says nothing but which session it is", () => {
    expect(Buffer.from(id, "base64url").toString("hex")).toBe(sessionId.replaceAll("-", ""));
    expect(token).toHaveLength(68);
  });

  const other = sessionToken(crypto.randomUUID()).split(".");
  test.each([
    ["of another session's id", [version, other[1], mac]],
    ["of another session's signature", [version, id, other[2]]],
    ["that lost its end", [version, id, mac.slice(0, -1)]],
    ["without a signature", [version, id, ""]],
    ["of another version", ["2", id, mac]],
    ["that is not a UUID", [version, "A".repeat(22), mac]],
    ["with a part more", [version, id, mac, mac]],
  ])("is refused when it is %s", async (_what, parts) => {
    expect(await sessionIdIn(parts.join("."))).toBeNull();
  });

  test("is refused in any spelling but its own", async () => {
    // The last character of base64url carries bits that mean nothing.
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const bent = (text: string) =>
      text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? "") ^ 1];
    expect(Buffer.from(bent(id), "base64url")).toEqual(Buffer.from(id, "base64url"));
    expect(await sessionIdIn([version, bent(id), mac].join("."))).toBeNull();
    expect(await sessionIdIn([version, id, bent(mac)].join("."))).toBeNull();
    expect(await sessionIdIn(`${token}\n`)).toBeNull();
  });
});

describe("the encrypted token that cookies held before", () => {
  const old = (content: object, secret = process.env.AUTH_SECRET!, maxAge = 60) =>
    encode({ token: content, secret, salt: "latchkey.session", maxAge });

  test("still names its session", async () => {
    expect(await sessionIdIn(await old({ sessionId }))).toBe(sessionId);
  });

  test("is refused once it has expired", async () => {
    expect(await sessionIdIn(await old({ sessionId }, undefined, -60))).toBeNull();
  });

  test("is refused when another secret made it, or it names no session", async () => {
    expect(await sessionIdIn(await old({ sessionId }, "another secret".repeat(4)))).toBeNull();
    expect(await sessionIdIn(await old({ sub: "ada" }))).toBeNull();
  });
});
