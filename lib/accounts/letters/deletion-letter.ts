import "server-only";
import { db } from "../../db";
import { formatMoment } from "../../mail/format-moment";
import type { Letter } from "../../mail/letter";
import { urlOf } from "../../mail/mail-links";
import { renderMail } from "../../mail/render";
import type { KnownUser } from "../../mailbox/find-user";
import { paths } from "../../paths";
import { linkToken } from "../../verification/link-token";
import { describeOrigin, type Origin } from "../origin";

/** Word that an account is going to be erased, and the link that keeps it. */
export async function deletionLetter(
  user: Pick<KnownUser, "id" | "address" | "originalAddress" | "eraseAt">,
  asked: Origin & { createdAt: Date },
): Promise<Letter | null> {
  const undo = await db.verification.findFirst({
    where: { userId: user.id, purpose: "undo_deletion", usedAt: null, voidedAt: null },
    orderBy: { createdAt: "desc" },
  });
  if (!undo || !user.eraseAt) return null;
  const eraseAt = formatMoment(user.eraseAt);
  const render = () =>
    renderMail("account_deletion", {
      address: user.originalAddress,
      undoUrl: urlOf(paths.undo, linkToken("undo-link", undo)),
      eraseAt,
      requestedAt: formatMoment(asked.createdAt),
      requestedFrom: describeOrigin(asked),
    });
  return { template: "account_deletion", render, to: user.address };
}
