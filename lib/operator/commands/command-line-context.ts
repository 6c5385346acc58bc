import { randomUUID } from "node:crypto";
import type { Acting } from "../record-action";

/** One command, by somebody whom the database does not know. */
export function actingBy(reason: string): Acting {
  return { actionId: randomUUID(), operatorId: null, reason };
}
