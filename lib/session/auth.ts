import "server-only";
import NextAuth, { AuthError } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SECOND } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { paths } from "../paths";
import { cookieName, cookieOptions, isHttps } from "./cookie-name";
import { redeemSignInTicket } from "./sign-in-ticket";
import { requestContext } from "./request-context";
import { endSession, findSession, SESSION_LIFE_MS } from "./session-rows";

/**
 * Whether an error is what anybody can cause by what they send: that is no fault of ours, and
 * must not fill the log. A database that is away arrives as an unreadable session as well.
 */
function isCausedByClient(error: Error): boolean {
  const { cause } = error;
  const name = nameOf(error);
  if (CLIENT_ERRORS.has(name)) return true;
  const inner = cause instanceof Object && "err" in cause ? cause.err : null;
  return name === "JWTSessionError" && inner instanceof Error && !/^Prisma/.test(inner.name);
}

/** A production build shortens the names of Auth.js's classes, but not their types. */
const nameOf = (error: Error): string => (error instanceof AuthError ? error.type : error.name);

const CLIENT_ERRORS = new Set([
  "CredentialsSignin",
  "InvalidCallbackUrl",
  "MissingCSRF",
  "SyntaxError",
  "UnknownAction",
]);

/**
 * Auth.js. Whom to let in is decided by the verbs of the flows of lib; they hand a signed
 * grant over, and Auth.js turns it into the cookie. The token in the cookie names a
 * Session row that every request looks up, so that ending the row ends the session.
 */
export const { handlers, signIn, signOut } = NextAuth({
  secret: env.AUTH_SECRET,
  trustHost: true,
  useSecureCookies: isHttps,
  pages: { signIn: paths.signIn, error: paths.signIn, signOut: paths.account },
  session: { strategy: "jwt", maxAge: SESSION_LIFE_MS / SECOND },
  cookies: {
    sessionToken: { name: cookieName("session"), options: cookieOptions },
    callbackUrl: { name: cookieName("callback-url"), options: cookieOptions },
    csrfToken: { name: cookieName("csrf"), options: cookieOptions },
  },
  logger: {
    error: (error) => {
      if (isCausedByClient(error))
        log.debug({ reason: nameOf(error) }, "Auth.js refused a request");
      else log.error({ err: error }, "Auth.js failed");
    },
    warn: (code) => log.warn({ warning: code }, "Auth.js warns"),
  },
  providers: [
    Credentials({
      id: "grant",
      credentials: { grant: {} },
      authorize: ({ grant }) => {
        const granted = redeemSignInTicket(grant);
        return granted && { id: granted.userId, sessionId: granted.sessionId };
      },
    }),
  ],
  callbacks: {
    jwt: async ({ token, user }) => {
      if (user) return { sub: user.id, sessionId: user.sessionId };
      return typeof token.sessionId === "string" && (await findSession(token.sessionId))
        ? token
        : null;
    },
    // What somebody put into a link's callbackUrl leads nowhere else than into this app.
    redirect: ({ url }) =>
      new URL(
        URL.canParse(url, env.APP_URL) && new URL(url, env.APP_URL).origin === env.APP_URL
          ? url
          : paths.account,
        env.APP_URL,
      ).href,
    session: ({ session, token }) => ({
      ...session,
      user: { id: token.sub },
      sessionId: token.sessionId,
    }),
  },
  events: {
    signOut: async (message) => {
      if ("token" in message && typeof message.token?.sessionId === "string")
        await endSession(message.token.sessionId, (await requestContext()).origin);
    },
  },
});

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
  interface Session {
    sessionId?: unknown;
  }
}
