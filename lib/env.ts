import "server-only";
import { parseEnv } from "./env-schema";

/** The checked environment. Nothing else in the product reads `process.env`. */
export const env = parseEnv(
  process.env,
  process.env.NEXT_PHASE === "phase-production-build" ? "build" : "start",
);

/** Whether people reach us over https; then cookies are bound to it. */
export const isHttps = env.APP_URL?.startsWith("https:") ?? false;

// Auth.js would otherwise believe the request's Host header.
process.env.AUTH_URL = env.APP_URL;

// A read of Node's own process.env leaves JavaScript, and the SDK of Inngest reads all of it for
// each call: a tenth of what an email costs. A plain copy is free (docs/decisions/0036).
process.env = { ...process.env };
