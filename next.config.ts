import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { parseEnv } from "./lib/env-schema";

/** Passkeys are for our own pages: none of them is ever shown inside of another website's. */
const PERMISSIONS =
  "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: PERMISSIONS },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
];

const whereTokensAreSeen = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cache-Control", value: "no-store" },
];

// Their address holds no token. With "no-referrer" a form that is posted without JavaScript
// would name no origin, and Next.js refuses such a server action.
const whereTokensAreUsed = [
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cache-Control", value: "no-store" },
];

// Below these paths proxy.ts makes no policy. What they show, such as "not found", needs no script.
const withoutScripts = [
  {
    key: "Content-Security-Policy",
    value:
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  },
];
const WITHOUT_PROXY =
  "/:prefix(\\.well-known|api|confirm|confirm-address|reset-password|undo|not-me|check-your-email|account/data)/:rest+";

// Accounts, and pages that links in emails lead to. Home and the two ways in may be found.
const NOT_FOR_SEARCH = "/:path((?!register$|sign-in$|_next/|[\\w-]+\\.\\w+$).+)";

// A wrong environment stops the build and the start here, and not the first visitor.
export default function config(phase: string): NextConfig {
  parseEnv(process.env, phase === PHASE_PRODUCTION_BUILD ? "build" : "start");
  return {
    // For the image. `next start` would warn of it.
    ...(process.env.BUILD_OUTPUT === "standalone" && { output: "standalone" }),
    poweredByHeader: false,
    reactStrictMode: true,
    // `npm run check` checks types, of the tests and tools too, which an image does not hold.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: [
      "@node-rs/argon2",
      // bin/processes/ needs it too, in the image as well.
      "prom-client",
      // Lists of words that take megabytes: Node.js loads them once, a bundle for pages and
      // another one for route handlers would twice.
      "@zxcvbn-ts/core",
      "@zxcvbn-ts/language-common",
      "@zxcvbn-ts/language-en",
    ],
    // A development server of Inngest asks every few seconds: nobody needs to read that.
    logging: { incomingRequests: { ignore: [/^\/api\/inngest/] } },
    redirects: () =>
      Promise.resolve([
        // Where password managers lead whoever wants a new password (W3C, "A Well-Known URL").
        {
          source: "/.well-known/change-password",
          destination: "/account/password",
          permanent: false,
        },
      ]),
    headers: () =>
      Promise.resolve([
        {
          source: "/:path*",
          headers: everywhere,
        },
        { source: NOT_FOR_SEARCH, headers: [{ key: "X-Robots-Tag", value: "noindex" }] },
        { source: WITHOUT_PROXY, headers: withoutScripts },
        ...["/confirm", "/confirm-address", "/reset-password", "/undo", "/not-me"].flatMap(
          (source) => [
            { source, headers: whereTokensAreUsed },
            { source: `${source}/:token`, headers: whereTokensAreSeen },
          ],
        ),
      ]),
  };
}
