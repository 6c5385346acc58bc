import "server-only";
import { requestAgain } from "../registration/resend-confirmation";
import { inTransaction } from "../db";
import { type Acting, recordAction } from "./record-action";

/**
 * Sends the email of somebody's registration once more, whatever the limits say: the same link
 * and code while they live, else new ones. Not once the address is confirmed (then it would be
 * word of a stranger's attempt) nor when the account is about to be erased.
 *
 * @param registrationId the one that the operator saw; nothing is sent when a newer one waits
 */
export async function resendEmail(
  userId: string,
  registrationId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "requested" | "unchanged" | "no_registration" | "newer_registration" }> {
  return inTransaction(async (tx) => {
    const registration = await tx.registration.findFirst({
      where: {
        userId,
        cancelledAt: null,
        confirmedAt: null,
        user: { confirmedAt: null, eraseAt: null },
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    if (!registration) return { outcome: "no_registration" };
    if (registration.id !== registrationId) return { outcome: "newer_registration" };
    const isNew = await recordAction(tx, acting, { name: "mail_resent", subject: userId }, now);
    if (!isNew) return { outcome: "unchanged" };
    await requestAgain(tx, registration.id, now);
    return { outcome: "requested" };
  });
}
