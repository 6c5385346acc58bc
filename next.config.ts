import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { parseEnv } from "./lib/env-schema";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
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
    serverExternalPackages: ["@node-rs/argon2"],
    // A development server of Inngest asks every few seconds: nobody needs to read that.
    logging: { incomingRequests: { ignore: [/^\/api\/inngest/] } },
    headers: () =>
      Promise.resolve([
        {
          source: "/:path*",
          headers: everywhere,
        },
        ...["/confirm", "/confirm-address", "/reset-password", "/undo", "/not-me"].flatMap(
          (source) => [
            { source, headers: whereTokensAreUsed },
            { source: `${source}/:token`, headers: whereTokensAreSeen },
          ],
        ),
      ]),
  };
}
