import "server-only";
import { type AuditEvent, db, type Delivery, type User } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { localeOf } from "../../i18n/locales";
import { paths } from "../../paths";
import { absoluteUrl, toLinkUrl, toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { factorRemovalWords, type RemovalStage } from "./notice-words";

/**
 * Word of the removal of all second factors, by what it is about: that it runs and the link that
 * stops it, that it was stopped and why, or that it was done and the link that locks the account.
 * Null when one that ran is over: another email tells how it ended.
 */
export async function factorRemovalContent(
  delivery: Delivery,
  event: AuditEvent,
  user: User,
): Promise<EmailContent | null> {
  const locale = localeOf(user);
  const content = (removal: RemovalStage, actionUrl: string): EmailContent => ({
    template: "factor_removal",
    props: {
      locale,
      address: user.originalAddress,
      changedAt: formatDate(event.createdAt, locale),
      actionUrl,
      ...factorRemovalWords(removal, event, locale),
    },
  });
  const newest = await db.factorRemoval.findFirst({
    where: { userId: user.id, startedAt: { lte: event.createdAt } },
    orderBy: { startedAt: "desc" },
  });
  if (!newest) return null;
  const { dueAt, cancelReason, doneAt } = newest;
  if (event.name === "factors_removed" && doneAt)
    return content({ stage: "removed" }, toNotMeUrl(delivery));
  if (event.name === "factor_removal_stopped" && cancelReason)
    return content({ stage: "stopped", reason: cancelReason }, absoluteUrl(paths.forgotPassword));
  const stop = await db.verification.findFirst({
    where: {
      ...{ userId: user.id, address: delivery.address, purpose: "cancel_factor_removal" },
      ...{ usedAt: null, voidedAt: null },
    },
  });
  if (!stop || doneAt || cancelReason) return null;
  return content({ stage: "waiting", dueAt }, toLinkUrl(stop));
}
