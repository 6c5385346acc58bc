import "server-only";
import { type AuditEvent, db, type Delivery } from "../../db";
import { formatDateTime } from "../../format-date-time";
import type { EmailContent } from "../email-content";
import { toNotMeUrl } from "../email-links";
import { renderEmail } from "../render";
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
  const render = () =>
    renderEmail("password_changed", {
      address: user.originalAddress,
      changedAt: formatDateTime(event.createdAt),
      changedFrom: describeOrigin(event),
      notMeUrl: toNotMeUrl(delivery),
    });
  return { template: "password_changed", render };
}
