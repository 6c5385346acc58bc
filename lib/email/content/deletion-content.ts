import "server-only";
import { db } from "../../db";
import { formatDateTime } from "../../format-date-time";
import { toLinkUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import type { KnownUser } from "../../mailbox/find-user";
import { describeOrigin } from "../../request/origin";

const byOwner = {
  because: "Someone, perhaps you, asked to delete your account at Latchkey and gave its password.",
  advice:
    "Then somebody knows your password. Keep your account as said above, and choose a new password at once.",
};

const byOperator = {
  because: "An administrator of Latchkey closed your account.",
  advice:
    "It was an administrator. If you do not want this, keep your account as said above: your password works as before.",
};

/**
 * Word that an account is going to be erased, by whose wish, and the link that keeps it. Whoever
 * has lost it gets it again by "Forgot password?": also then it tells of the deletion.
 */
export async function deletionContent(
  user: Pick<KnownUser, "id" | "address" | "originalAddress" | "eraseAt">,
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
  const eraseAt = formatDateTime(user.eraseAt);
  const isOperator = asked?.actor === "operator";
  const from = isOperator ? "an administrator of Latchkey" : asked && describeOrigin(asked);
  return {
    template: "account_deletion",
    props: {
      address: user.originalAddress,
      undoUrl: toLinkUrl(undo),
      eraseAt,
      requestedAt: formatDateTime(undo.createdAt),
      requestedFrom: from ?? "not known",
      ...(isOperator ? byOperator : byOwner),
    },
    to: user.address,
  };
}
