import type { Context } from "./context";
import type { Queries, Statement } from "./database";
import { keyOf } from "./expressions";
import type { FunctionDefinition } from "./function-definition";
import { admit } from "./gcra";
import { readArrivals, writeArrivals } from "./rates";
import type { RunnerEvent } from "./runner-event";

/** How long an idempotency key blocks: 24 h, as in Inngest. */
const IDEMPOTENCY_MS = 86_400_000;

const CLAIM_KEY: Statement = {
  name: "claim-idempotency-key",
  text: `
    INSERT INTO idempotency (function_id, key, until) VALUES ($1, $2, $3)
    ON CONFLICT (function_id, key) DO UPDATE SET until = excluded.until WHERE idempotency.until <= $4
    RETURNING key`,
};

/** Whether the function's idempotency or rate limit lets this event start nothing. */
export async function dropsEvent(
  queries: Queries,
  context: Context,
  { definition, event }: { definition: FunctionDefinition; event: RunnerEvent },
): Promise<boolean> {
  const { idempotency, rateLimit } = definition;
  const now = context.now();
  if (idempotency !== undefined) {
    const values = [
      definition.id,
      keyOf(idempotency, { event }),
      new Date(now + IDEMPOTENCY_MS),
      new Date(now),
    ];
    const rows = await queries.query(CLAIM_KEY, values);
    return rows.length === 0;
  }
  if (rateLimit === undefined) return false;
  const key = `rate/${definition.id}/${rateLimit.key ? keyOf(rateLimit.key, { event }) : ""}`;
  const arrivals = await readArrivals(queries, [key]);
  const admission = admit(rateLimit, arrivals.get(key), now);
  if (!admission.admitted) return true;
  await writeArrivals(queries, new Map([[key, admission.arrivalMs]]));
  return false;
}
