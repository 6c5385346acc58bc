import "server-only";
import { randomUUID } from "node:crypto";
import { db } from "../../db";
import { recordAction } from "../record-action";
import type { OperatorAction } from "./operator-action";

/**
 * Writes down that an operator took a list away as a file: it holds what people would not
 * want to see anywhere else.
 *
 * @param search what was searched for, as in the page's address
 */
export async function recordExport(
  operatorId: string,
  list: string,
  search: string,
  now = new Date(),
): Promise<void> {
  const acting = { actionId: randomUUID(), operatorId, reason: search || "Full list" };
  await recordAction(db, acting, { name: "list_exported", subject: list }, now);
}

export const exportListAction = {
  trail: { list_exported: "Exported a list" },
} satisfies OperatorAction;
