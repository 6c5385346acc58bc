import "server-only";
import { type AuditEvent, db, type Delivery } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { localeOf } from "../../i18n/locales";
import { toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { localizedOrigin } from "./localized-origin";
import { deletionContent } from "./deletion-content";
import { factorRemovalContent } from "./factor-removal-content";
import { type SecondFactorChange, secondFactorWords } from "./notice-words";

/** Tells an account's owner of something that was done with it. */
export async function noticeContent(
  delivery: Delivery,
  event: AuditEvent,
  now: Date,
): Promise<EmailContent | null> {
  const user = event.userId && (await db.user.findUnique({ where: { id: event.userId } }));
  if (!user) return null;
  if (delivery.template === "account_deletion") return deletionContent(user, now);
  if (delivery.template === "factor_removal") return factorRemovalContent(delivery, event, user);
  const locale = localeOf(user);
  const props = {
    locale,
    address: user.originalAddress,
    changedAt: formatDate(event.createdAt, locale),
    changedFrom: localizedOrigin(event, locale),
    notMeUrl: toNotMeUrl(delivery),
  };
  if (delivery.template !== "second_factor_changed") return { template: "password_changed", props };
  const words = secondFactorWords(event.name as SecondFactorChange, locale);
  return { template: "second_factor_changed", props: { ...props, ...words } };
}
