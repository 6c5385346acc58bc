import "server-only";
import { db } from "../db";
import type { DeliveryStatus } from "../email/delivery-status";
import type { FailureCode } from "../email/failures";
import type { TextFailureCode } from "../email/text-failures";
import type { Messages } from "../i18n/translations";

/** What a person reads of a text, by its key in `messages/en/text-message.json`. */
type TextReason = Exclude<keyof Messages["textMessage"], "code" | "codeShort">;

/** Why a text waits or did not come, as the person who waits for it reads it. */
const REASONS: Record<TextFailureCode, TextReason> = {
  text_throttled: "keepTrying",
  text_unavailable: "keepTrying",
  text_unanswered: "keepTrying",
  text_credentials: "keepTrying",
  text_opted_out: "optedOut",
  text_number_refused: "numberRefused",
  text_country_refused: "numberRefused",
  text_spend_limit: "ourFault",
  text_sandbox: "ourFault",
  text_rejected: "ourFault",
};

/** How far the newest text of a code has come, and why it waits or did not come. */
export type TextState = { status: DeliveryStatus; reason: TextReason | null };

/** The state of the text of a code, for the page that waits for it; null when there is none. */
export async function textState(phoneCodeId: string): Promise<TextState | null> {
  const text = await db.delivery.findFirst({
    where: { phoneCodeId },
    orderBy: { createdAt: "desc" },
    select: { status: true, failureCode: true },
  });
  if (!text) return null;
  const { status } = text;
  const code = text.failureCode as FailureCode | null;
  if (status === "cancelled" || code === "gave_up") return { status, reason: "tooLate" };
  return { status, reason: code && code in REASONS ? REASONS[code as TextFailureCode] : null };
}
