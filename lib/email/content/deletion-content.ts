import "server-only";
import { db } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { expiresIn } from "../../i18n/from-now";
import { localeOf } from "../../i18n/locales";
import { toLinkUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import type { KnownUser } from "../../mailbox/find-user";
import { deletionWords } from "./notice-words";

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
  return {
    template: "account_deletion",
    props: {
      locale,
      address: user.originalAddress,
      undoUrl: toLinkUrl(undo),
      linkExpires: expiresIn(user.eraseAt, locale, now),
      requestedAt: formatDate(undo.createdAt, locale),
      ...deletionWords(asked, locale),
    },
    to: user.address,
  };
}
