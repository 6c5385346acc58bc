import "server-only";
import { db } from "../db";

/** The longest name of a passkey: a line on a phone. */
export const MAX_NAME_LENGTH = 60;

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
