import "server-only";
import { db } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { expiresIn } from "../../i18n/from-now";
import { localeOf } from "../../i18n/locales";
import { translations } from "../../i18n/translations";
import { toLinkUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import type { KnownUser } from "../../mailbox/find-user";
import { localizedOrigin } from "./localized-origin";

/**
 * Word that an account is going to be erased, by whose wish, and the link that keeps it. Whoever
 * has lost it gets it again by "Forgot password?": also then it tells of the deletion.
 */
export async function deletionContent(
  user: Pick<KnownUser, "id" | "address" | "originalAddress" | "eraseAt" | "locale">,
  now: Date,
): Promise<EmailContent | null> {
  const [undo, asked] = await Promise.all([
    db.verification.findFirst({
      where: { userId: user.id, purpose: "undo_deletion", usedAt: null, voidedAt: null },
      orderBy: { createdAt: "desc" },
    }),
    db.auditEvent.findFirst({
      where: { userId: user.id, name: "deletion_requested" },
      orderBy: { createdAt: "desc" },
    }),
  ]);
  if (!undo || !user.eraseAt) return null;
  const locale = localeOf(user);
  const t = translations(locale, "emails");
  const isOperator = asked?.actor === "operator";
  const from = isOperator ? t("accountDeletion.operator") : asked && localizedOrigin(asked, locale);
  return {
    template: "account_deletion",
    props: {
      locale,
      address: user.originalAddress,
      undoUrl: toLinkUrl(undo),
      linkExpires: expiresIn(user.eraseAt, locale, now),
      requestedAt: formatDate(undo.createdAt, locale),
      requestedFrom: from ?? t("frame.unknownOrigin"),
      because: t(isOperator ? "accountDeletion.byOperator" : "accountDeletion.byOwner"),
      advice: t(isOperator ? "accountDeletion.adviceOperator" : "accountDeletion.adviceOwner"),
    },
    to: user.address,
  };
}
