import "server-only";
import { inTransaction } from "../db";
import { announce } from "../live/announce";
import { isSameMailbox } from "../mailbox/mailbox";
import type { Limited } from "../rate-limit/consume";
import { currentRegistration } from "./current-registration";
import { openRegistration } from "./open-registration";
import type { Origin } from "./origin";
import { countRegistration } from "./register";
import type { TypedAddress } from "./schemas";

/** Then the form has to be filled in anew: a waiting page is no tool for mailing lists. */
export const MOST_CORRECTIONS = 2;

type Correction = TypedAddress & { browserKeyHash: string; origin: Origin };

/**
 * "Wrong address?": registers the right one with the same password, which need not be
 * typed again. The wrong address's link and code are void. Whether either address has an
 * account makes no difference that shows.
 *
 * "confirmed" means that somebody confirmed the first address meanwhile: it was right.
 */
export async function correctAddress(
  { browserKeyHash, origin, ...right }: Correction,
  now = new Date(),
): Promise<
  | { outcome: "corrected" | "same_address" | "too_often" | "confirmed" | "no_registration" }
  | Limited
> {
  const wrong = await currentRegistration(browserKeyHash);
  if (!wrong || wrong.cancelledAt) return { outcome: "no_registration" };
  if (wrong.confirmedAt) return { outcome: "confirmed" };
  if (isSameMailbox(wrong.address, right.address)) return { outcome: "same_address" };
  if (wrong.corrections >= MOST_CORRECTIONS) return { outcome: "too_often" };
  const counted = await countRegistration({ address: right.address, origin });
  if (counted.outcome === "limited") return counted;
  return inTransaction(async (tx) => {
    // Of two presses at once one finds it cancelled already.
    const { count } = await tx.registration.updateMany({
      where: { id: wrong.id, cancelledAt: null, confirmedAt: null },
      data: { cancelledAt: now },
    });
    if (count === 0) return { outcome: "corrected" };
    await tx.verification.updateMany({
      where: { registrationId: wrong.id, usedAt: null, voidedAt: null },
      data: { voidedAt: now },
    });
    await tx.delivery.updateMany({
      where: { registrationId: wrong.id, status: { in: ["queued", "deferred"] } },
      data: { status: "cancelled" },
    });
    const { passwordHash, corrections } = wrong;
    await openRegistration(
      tx,
      { ...right, passwordHash, browserKeyHash, origin, corrections: corrections + 1 },
      now,
    );
    await announce(tx, wrong.id);
    return { outcome: "corrected" };
  });
}
