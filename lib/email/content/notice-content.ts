import "server-only";
import { type AuditEvent, db, type Delivery } from "../../db";
import { formatMoment } from "../../format-date-time";
import type { Letter } from "../email-content";
import { notMeUrlOf } from "../email-links";
import { renderMail } from "../render";
import { describeOrigin } from "../../request/origin";
import { deletionLetter } from "./deletion-content";

/** Tells an account's owner of something that was done with it. */
export async function noticeLetter(delivery: Delivery, event: AuditEvent): Promise<Letter | null> {
  const user = event.userId && (await db.user.findUnique({ where: { id: event.userId } }));
  if (!user) return null;
  if (delivery.template === "account_deletion") return deletionLetter(user);
  const render = () =>
    renderMail("password_changed", {
      address: user.originalAddress,
      changedAt: formatMoment(event.createdAt),
      changedFrom: describeOrigin(event),
      notMeUrl: notMeUrlOf(delivery),
    });
  return { template: "password_changed", render };
}
