import "server-only";
import { db } from "../db";

/**
 * Whether a browser registered an address once more after the registration that was confirmed:
 * then the password that was typed last is not the account's.
 */
export async function isEarlierPassword(userId: string, browserKeyHash: string): Promise<boolean> {
  const registrations = await db.registration.findMany({
    where: { userId, browserKeyHash, cancelledAt: null },
    orderBy: { createdAt: "desc" },
    select: { confirmedAt: true },
  });
  return registrations.some((each) => each.confirmedAt) && registrations[0]?.confirmedAt === null;
}
