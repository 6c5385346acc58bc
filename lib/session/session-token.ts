import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { decode, type JWTOptions } from "next-auth/jwt";
import { cookies } from "next/headers";
import { cache } from "react";
import { parse as uuidBytes, stringify as uuidText } from "uuid";
import { z } from "zod";
import { env } from "../env";
import { log } from "../log";
import { isSame } from "../verification/keys";
import { cookieName } from "./cookie-name";

const NAME = cookieName("session");

const key = Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", "latchkey/session", 32));

const SHAPE = /^1\.([\w-]{22})\.[\w-]{43}$/;

/**
 * What the cookie of a session holds: "1.session id.HMAC-SHA256". It says nothing else and has no
 * end of its own: every request looks the session's row up, which does.
 */
export function sessionToken(sessionId: string): string {
  const id = uuidBytes(sessionId);
  const mac = createHmac("sha256", key).update(id).digest("base64url");
  return `1.${Buffer.from(id).toString("base64url")}.${mac}`;
}

/** The session that a token of ours names; null when it is not exactly as we write it. */
function readToken(token: string): string | null {
  const [, id] = SHAPE.exec(token) ?? [];
  if (!id) return null;
  const bytes = Buffer.from(id, "base64url");
  try {
    const sessionId = uuidText(bytes);
    return isSame(Buffer.from(sessionToken(sessionId)), Buffer.from(token)) ? sessionId : null;
  } catch {
    return null;
  }
}

const payload = z.object({ sessionId: z.uuid() });

/**
 * The session that a token of Auth.js names. Until 27 November 2026 cookies held one, and browsers
 * keep a cookie for 30 days.
 */
async function readEncryptedToken(token: string): Promise<string | null> {
  const content = await decode({ token, secret: env.AUTH_SECRET, salt: NAME });
  return payload.safeParse(content).data?.sessionId ?? null;
}

/** The session that a token names; null when it is damaged, too old or not ours. */
export const sessionIdIn = cache(async (token: string): Promise<string | null> => {
  try {
    return readToken(token) ?? (token.includes("..") ? await readEncryptedToken(token) : null);
  } catch (error) {
    // Anybody can send anything here, and old tokens are many after AUTH_SECRET was replaced.
    log.debug({ reason: error instanceof Error ? error.message : error }, "unreadable session");
    return null;
  }
});

/** How Auth.js writes and reads the cookie. Its own encryption takes ten times the CPU time. */
export const sessionTokens: Pick<JWTOptions, "encode" | "decode"> = {
  encode: ({ token }) => sessionToken(payload.parse(token).sessionId),
  decode: async ({ token }) => {
    const sessionId = token ? await sessionIdIn(token) : null;
    return sessionId === null ? null : { sessionId };
  },
};

/** The session that this request's cookie names, alive or not; null without a readable one. */
export async function namedSessionId(): Promise<string | null> {
  const token = (await cookies()).get(NAME)?.value;
  return token === undefined ? null : sessionIdIn(token);
}
