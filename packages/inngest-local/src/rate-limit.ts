import type { Context } from "./context";
import type { Queries } from "./database";
import { keyOf } from "./expressions";
import type { FunctionDefinition } from "./function-definition";
import { admit } from "./gcra";
import { readArrivals, writeArrivals } from "./rates";
import type { RunnerEvent } from "./runner-event";

/** Whether the function's rate limit lets this event start nothing. */
export async function isOverRateLimit(
  queries: Queries,
  context: Context,
  { definition, event }: { definition: FunctionDefinition; event: RunnerEvent },
): Promise<boolean> {
  const { rateLimit } = definition;
  if (rateLimit === undefined) return false;
  const key = `rate/${definition.id}/${rateLimit.key ? keyOf(rateLimit.key, { event }) : ""}`;
  const arrivals = await readArrivals(queries, [key]);
  const admission = admit(rateLimit, arrivals.get(key), context.now());
  if (!admission.admitted) return true;
  await writeArrivals(queries, new Map([[key, admission.arrivalMs]]));
  return false;
}
