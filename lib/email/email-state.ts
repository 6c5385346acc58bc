import "server-only";
import { db, type Delivery, type DeliveryTemplate } from "../db";
import type { DeliveryStatus } from "./delivery-status";
import { newestFeedback } from "./ses-events/newest-feedback";
import type { EmailText } from "./failure-table";
import { explainEmailFailure } from "./failures";
import { suppressionsOf } from "./suppressions";

/** How far an email has come, and what a person can do about it. Times are ISO 8601. */
export type EmailState = {
  status: DeliveryStatus;
  /** Since when, by our clock or, for what became of it out there, the provider's. */
  at: string;
  failure: string | null;
  /** Why it waits or did not come, by the key of a text: pages say it in their language. */
  reason: EmailText | null;
  /** Whether the address may be wrong, or of no use. */
  isAddressDoubtful: boolean;
  /** A delayed email: until when the provider tries; null where it says nothing or has stopped. */
  triesUntil: string | null;
};

/** The state of an email, as the pages that wait for it show it. */
export async function emailState(mail: Delivery): Promise<EmailState> {
  const { status, failureCode: failure } = mail;
  const told = await newestFeedback(mail);
  return {
    status,
    at: (told?.occurredAt ?? mail.sentAt ?? mail.claimedAt ?? mail.createdAt).toISOString(),
    failure,
    ...explainEmailFailure(failure),
    triesUntil: told?.triesUntil?.toISOString() ?? null,
  };
}

/** Which email a page is about: the newest of a kind. */
type Which = Partial<Pick<Delivery, "userId" | "registrationId" | "addressChangeId">> & {
  template?: DeliveryTemplate | { in: DeliveryTemplate[] };
};

/** The state of the newest email of a kind, if that was asked for lately enough; else null. */
export async function newestEmailState(
  which: Which,
  withinMs = Infinity,
  now = new Date(),
): Promise<EmailState | null> {
  const mail = await db.delivery.findFirst({ where: which, orderBy: { createdAt: "desc" } });
  return mail && now.getTime() - mail.createdAt.getTime() <= withinMs ? emailState(mail) : null;
}

/** Whether even word of one's own account is not sent to an address: an operator stopped it. */
export async function isUnreachable(address: string, now = new Date()): Promise<boolean> {
  const suppressions = await suppressionsOf(address);
  return suppressions.some(
    ({ scope, reason, expiresAt }) =>
      scope === "everything" && reason === "operator" && (expiresAt === null || expiresAt > now),
  );
}
