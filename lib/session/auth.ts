import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { AuthError } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SECOND } from "../clock";
import { env, isHttps } from "../env";
import { log } from "../log";
import { paths } from "../paths";
import { cookieName, cookieOptions } from "./cookie-name";
import { requestContext } from "./request-context";
import { endSession, findSession, SESSION_LIFE_MS } from "./session-rows";
import { sessionTokens } from "./session-token";

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

/** A session row that was just opened, and whose it is. */
type OpenedSession = { userId: string; sessionId: string };

/**
 * The session that the action under way has opened. Only code that `setSessionCookie` calls
 * sees it, so a request to Auth.js's own endpoint signs nobody in.
 */
const openedSession = new AsyncLocalStorage<OpenedSession>();

/**
 * Auth.js. The functions of the flows of lib decide who is signed in and open a Session row;
 * Auth.js makes the cookie that names it. Every request looks that row up, so that ending the
 * row ends the session.
 */
const { handlers, signIn, signOut } = NextAuth({
  secret: env.AUTH_SECRET,
  trustHost: true,
  useSecureCookies: isHttps,
  pages: { signIn: paths.signIn, error: paths.signIn, signOut: paths.account },
  session: { strategy: "jwt", maxAge: SESSION_LIFE_MS / SECOND },
  jwt: sessionTokens,
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
      id: "session",
      authorize: () => {
        const opened = openedSession.getStore();
        return opened ? { id: opened.userId, sessionId: opened.sessionId } : null;
      },
    }),
  ],
  callbacks: {
    jwt: async ({ token, user }) => {
      if (user) return { sessionId: user.sessionId };
      const session = typeof token.sessionId === "string" && (await findSession(token.sessionId));
      return session ? { ...token, sub: session.userId } : null;
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

export { handlers, signOut };

/** Gives this browser the cookie of a session. */
export async function setSessionCookie(session: OpenedSession): Promise<void> {
  // Without `redirectTo` Auth.js would take the Referer, which anybody may have made up.
  const options = { redirect: false, redirectTo: paths.account };
  await openedSession.run(session, () => signIn("session", options));
}

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
  interface Session {
    sessionId?: unknown;
  }
}
