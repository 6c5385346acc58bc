import "server-only";
import { decode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { cache } from "react";
import { z } from "zod";
import { env } from "../env";
import { log } from "../log";
import { cookieName } from "./cookie-name";

const NAME = cookieName("session");

const payload = z.object({ sessionId: z.uuid() });

/**
 * The session that a token of Auth.js names; null when the token is damaged, too old or not ours.
 */
const sessionIdIn = cache(async (token: string): Promise<string | null> => {
  try {
    const content = await decode({ token, secret: env.AUTH_SECRET, salt: NAME });
    return payload.parse(content).sessionId;
  } catch (error) {
    // Anybody can send anything here, and old tokens are many after AUTH_SECRET was replaced.
    log.debug({ reason: error instanceof Error ? error.message : error }, "unreadable session");
    return null;
  }
});

/** The session that this request's cookie names, alive or not; null without a readable one. */
export async function namedSessionId(): Promise<string | null> {
  const token = (await cookies()).get(NAME)?.value;
  return token === undefined ? null : sessionIdIn(token);
}
