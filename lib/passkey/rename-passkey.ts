import "server-only";
import { db } from "../db";

/** Gives a passkey of a user another name. "gone" when it was removed. */
export async function renamePasskey(
  userId: string,
  id: string,
  name: string,
): Promise<{ outcome: "renamed" | "gone" }> {
  const where = { id, userId, kind: "passkey" } as const;
  const { count } = await db.secondFactor.updateMany({ where, data: { name } });
  return { outcome: count === 1 ? "renamed" : "gone" };
}
