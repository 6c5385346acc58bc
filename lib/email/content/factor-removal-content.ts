import "server-only";
import { type AuditEvent, db, type Delivery, type User } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { localeOf } from "../../i18n/locales";
import { translations } from "../../i18n/translations";
import { paths } from "../../paths";
import { absoluteUrl, toLinkUrl, toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { localizedOrigin } from "./localized-origin";

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
  const t = translations(locale, "emails");
  const isOwner = event.actor === "owner";
  const facts = {
    locale,
    address: user.originalAddress,
    changedFrom: isOwner ? localizedOrigin(event, locale) : t("factorRemoval.by"),
    changedAt: formatDate(event.createdAt, locale),
  };
  const words = (stage: "waiting" | "removed" | "stopped") => ({
    title: t(`factorRemoval.${stage}.title`),
    advice: t(`factorRemoval.${stage}.notYou`),
    button: t(`factorRemoval.${stage}.button`),
    note: t(`factorRemoval.${stage}.note`),
  });
  const newest = await db.factorRemoval.findFirst({
    where: { userId: user.id, startedAt: { lte: event.createdAt } },
    orderBy: { startedAt: "desc" },
  });
  if (!newest) return null;
  const { dueAt, cancelReason, doneAt } = newest;
  if (event.name === "factors_removed" && doneAt)
    return {
      template: "factor_removal",
      props: {
        ...{ ...facts, ...words("removed") },
        text: t("factorRemoval.removed.text"),
        actionUrl: toNotMeUrl(delivery),
      },
    };
  if (event.name === "factor_removal_stopped" && cancelReason)
    return {
      template: "factor_removal",
      props: {
        ...{ ...facts, ...words("stopped") },
        text: t(`factorRemoval.stopped.${cancelReason}`),
        actionUrl: absoluteUrl(paths.forgotPassword),
      },
    };
  const stop = await db.verification.findFirst({
    where: {
      ...{ userId: user.id, address: delivery.address, purpose: "cancel_factor_removal" },
      ...{ usedAt: null, voidedAt: null },
    },
  });
  if (!stop || doneAt || cancelReason) return null;
  return {
    template: "factor_removal",
    props: {
      ...{ ...facts, ...words("waiting") },
      text: t("factorRemoval.waiting.text", { when: formatDate(dueAt, locale) }),
      actionUrl: toLinkUrl(stop),
    },
  };
}
