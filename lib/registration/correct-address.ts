import "server-only";
import type { Locale } from "../i18n/locales";
import { inTransaction } from "../db";
import { hasTurnstile } from "../bot-protection/turnstile";
import { announce } from "../realtime/announce";
import { withdrawDelivery } from "../email/withdraw-delivery";
import { isSameMailbox } from "../mailbox/mailbox";
import type { Limited } from "../rate-limit/consume";
import { findShownRegistration, type ShownRegistration } from "./current-registration";
import { insertRegistration } from "./insert-registration";
import type { Origin } from "../request/origin";
import { consumeRegistrationLimits } from "./register";
import type { TypedAddress } from "../request/form-schemas";
import { voidVerifications } from "../verification/void-verifications";

/**
 * How often an address can be corrected before the form has to be filled in anew: a waiting page
 * is no tool for mailing lists. Where there is a captcha, each address takes one.
 */
export const maxCorrections = () => (hasTurnstile() ? 0 : 2);

type Correction = TypedAddress & ShownRegistration & { origin: Origin; locale?: Locale };

/**
 * "Wrong email address?": registers the right one with the same password, which need not be
 * typed again. The wrong address's link and code are void. Whether either address has an
 * account makes no difference that shows.
 *
 * "confirmed" means that somebody confirmed the first address meanwhile: it was right.
 */
export async function correctAddress(
  { browserKeyHash, registrationId, origin, ...right }: Correction,
  now = new Date(),
): Promise<
  | { outcome: "corrected" | "same_address" | "too_often" | "confirmed" | "no_registration" }
  | Limited
> {
  const wrong = await findShownRegistration({ browserKeyHash, registrationId });
  if (!wrong || wrong.cancelledAt) return { outcome: "no_registration" };
  if (wrong.confirmedAt) return { outcome: "confirmed" };
  if (isSameMailbox(wrong.address, right.address)) return { outcome: "same_address" };
  if (wrong.corrections >= maxCorrections()) return { outcome: "too_often" };
  const counted = await consumeRegistrationLimits({ address: right.address, origin });
  if (counted.outcome === "limited") return counted;
  return inTransaction(async (tx) => {
    // Of two presses at once one finds it cancelled already.
    const { count } = await tx.registration.updateMany({
      where: { id: wrong.id, cancelledAt: null, confirmedAt: null },
      data: { cancelledAt: now, cancelReason: "corrected" },
    });
    if (count === 0) return { outcome: "corrected" };
    await voidVerifications(tx, { registrationId: wrong.id }, now);
    await withdrawDelivery(tx, { registrationId: wrong.id });
    const { passwordHash, corrections } = wrong;
    await insertRegistration(
      tx,
      { ...right, passwordHash, browserKeyHash, origin, corrections: corrections + 1 },
      now,
    );
    await announce(tx, wrong.id);
    return { outcome: "corrected" };
  });
}
