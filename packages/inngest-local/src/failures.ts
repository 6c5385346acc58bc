import { z } from "zod";
import type { Failure } from "./action";

const sentError = z.object({
  name: z.string().catch("Error"),
  message: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  stack: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
});

/** The error that an SDK sent, or one that says what came in its place. */
export function readFailure(sent: unknown, otherwise: string): Failure {
  const parsed = sentError.safeParse(sent);
  if (!parsed.success) return { name: "Error", message: otherwise };
  const { name, message, error, stack, cause } = parsed.data;
  return {
    name,
    message: message ?? error ?? otherwise,
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Ends a run that uses what the runner leaves out, by its name; nothing is ignored silently. */
export function unsupported(feature: string): Failure {
  return {
    name: "NotSupportedByLocalRunner",
    message: `The local runner does not support ${feature}. Use the Inngest Dev Server for it.`,
  };
}
