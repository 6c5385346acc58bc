import "server-only";
import { db, type Delivery } from "../../db";
import type { EmailProps, EmailTemplate } from "../render/sources";
import { type EmailKind, emailKind } from "../suppressions";
import { emailChangeContent, goesToNewAddress } from "./email-change-content";
import { noticeContent } from "./notice-content";
import { passwordResetContent } from "./password-reset-content";
import { registrationContent } from "./registration-content";

/** An email as it has to be at the moment of sending. Its props are secret and are kept nowhere. */
export type EmailContent = {
  [Name in EmailTemplate]: {
    template: Name;
    props: EmailProps[Name];
    /** The address on file, where it may be another spelling than the one that was typed. */
    to?: string;
    /** It is not sent after all, and whoever asked for it must not see that. */
    isHeldBack?: boolean;
  };
}[EmailTemplate];

const newest = { orderBy: { createdAt: "desc" }, take: 1 } as const;

/** An email with what it is about. */
export function findDelivery(id: string) {
  return db.delivery.findUnique({
    where: { id },
    include: {
      registration: { include: { user: true, verifications: newest } },
      passwordReset: { include: { verifications: newest } },
      addressChange: { include: { verifications: true, user: { select: { locale: true } } } },
      auditEvent: true,
    },
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

/** What an email says and where it goes, by what is true now; null when it has lost its point. */
export async function buildContent(
  { registration, passwordReset, addressChange, auditEvent, ...delivery }: Found,
  now: Date,
): Promise<EmailContent | null> {
  if (registration) return registrationContent(delivery, registration, now);
  if (passwordReset) return passwordResetContent(delivery, passwordReset, now);
  if (addressChange) return emailChangeContent(delivery, addressChange, now);
  return auditEvent && noticeContent(delivery, auditEvent, now);
}

/**
 * What kind of email somebody may have stopped by "this was not me". Nobody stops word of
 * what happens to their own account: whoever had the mailbox for a minute would do so first.
 */
export function stoppableKind(delivery: Delivery): EmailKind | null {
  const isToOldAddress = delivery.addressChangeId !== null && !goesToNewAddress(delivery);
  return isToOldAddress ? null : emailKind(delivery);
}
