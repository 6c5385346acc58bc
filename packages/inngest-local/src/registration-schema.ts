import { z } from "zod";

const rate = { limit: z.int().positive(), period: z.string(), key: z.string().optional() };

const concurrency = z.strictObject({
  limit: z.int().nonnegative(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});

const step = z.object({
  runtime: z.object({ type: z.string(), url: z.url() }),
  retries: z.object({ attempts: z.int().nonnegative().optional() }).optional(),
});

/**
 * One function of a registration, with the settings that this runner can honour. The
 * object is strict: a setting that is not listed here is refused by its name.
 */
export const registeredFunction = z.strictObject({
  id: z.string().min(1).max(255),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
      z.strictObject({ cron: z.string().min(1) }),
    ]),
  ),
  steps: z.object({ step }),
  idempotency: z.string().optional(),
  rateLimit: z.strictObject(rate).optional(),
  throttle: z.strictObject({ ...rate, burst: z.int().nonnegative().optional() }).optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  concurrency: z.union([z.int().nonnegative(), concurrency, z.array(concurrency)]).optional(),
  cancel: z
    .array(
      z.strictObject({
        event: z.string(),
        if: z.string().optional(),
        timeout: z.string().optional(),
      }),
    )
    .optional(),
});

/** What `POST /fn/register` carries, apart from what describes the SDK. */
export const registration = z.object({
  appName: z.string().min(1).max(255),
  url: z.url(),
  sdk: z.string().optional(),
  functions: z.array(z.looseObject({ id: z.string() })),
});

export type RegisteredFunction = z.infer<typeof registeredFunction>;
