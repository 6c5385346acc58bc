import "server-only";
import { db } from "../db";

/**
 * The newest registration made in a browser, with its newest verification and mail:
 * what the waiting page is about. Null when the browser registered nothing.
 */
export function currentRegistration(browserKeyHash: string) {
  return db.registration.findFirst({
    where: { browserKeyHash },
    orderBy: { createdAt: "desc" },
    include: {
      verifications: { orderBy: { createdAt: "desc" }, take: 1 },
      deliveries: { orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
}
