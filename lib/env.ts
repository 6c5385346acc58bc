import "server-only";
import { parseEnv } from "./env-schema";

/** The checked environment. Nothing else in the product reads `process.env`. */
export const env = parseEnv(
  process.env,
  process.env.NEXT_PHASE === "phase-production-build" ? "build" : "start",
);

// Auth.js would otherwise believe the request's Host header.
process.env.AUTH_URL = env.APP_URL;

// Each look into Node's own process.env leaves JavaScript, and the SDK of Inngest looks
// through all of it many times a call: a tenth of what an email costs. A plain copy is free.
process.env = { ...process.env };
