import "server-only";
import { type AuditEvent, db, type Delivery } from "../../db";
import { formatDateTime } from "../../format-date-time";
import { toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { describeOrigin } from "../../request/origin";
import { deletionContent } from "./deletion-content";

/** Tells an account's owner of something that was done with it. */
export async function noticeContent(
  delivery: Delivery,
  event: AuditEvent,
): Promise<EmailContent | null> {
  const user = event.userId && (await db.user.findUnique({ where: { id: event.userId } }));
  if (!user) return null;
  if (delivery.template === "account_deletion") return deletionContent(user);
  return {
    template: "password_changed",
    props: {
      address: user.originalAddress,
      changedAt: formatDateTime(event.createdAt),
      changedFrom: describeOrigin(event),
      notMeUrl: toNotMeUrl(delivery),
    },
  };
}
