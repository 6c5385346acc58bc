import "server-only";
import { db } from "../db";

const withNewest = { verifications: { orderBy: { createdAt: "desc" }, take: 1 } } as const;

/** The newest wish for a new password made in a browser, with its verification; null without one. */
export function currentPasswordReset(browserKeyHash: string) {
  return db.passwordReset.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    include: withNewest,
  });
}

/** A wish for a new password that a page of a browser showed. */
export type ShownPasswordReset = { browserKeyHash: string; passwordResetId: string };

/** The wish that a page named. Null when it was not made in this browser. */
export function findShownPasswordReset({ browserKeyHash, passwordResetId }: ShownPasswordReset) {
  return db.passwordReset.findFirst({
    where: { browserKeyHash, id: passwordResetId },
    include: withNewest,
  });
}
