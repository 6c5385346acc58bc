import { z } from "zod";

/** One thing that the SDK says in a 206: a step that ran, or one that it found. */
const operation = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

export const operations = z.array(operation).min(1);

export type Operation = z.infer<typeof operation>;

/** The name that the app gave the step. */
export function nameOf(op: Operation): string {
  // PostgreSQL stores no NUL in text.
  return (op.displayName ?? op.name ?? op.id).replaceAll("\0", "");
}
