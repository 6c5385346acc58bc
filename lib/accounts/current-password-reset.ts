import "server-only";
import { db } from "../db";

/** The newest wish for a new password made in a browser, with its verification; null without one. */
export function currentPasswordReset(browserKeyHash: string) {
  return db.passwordReset.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    include: { verifications: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
}
