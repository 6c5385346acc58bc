import "server-only";
import { db, type Verification } from "../db";
import { isCurrentCode } from "../verification/code";
import { CODE_ATTEMPTS } from "../verification/lifetimes";
import { activateRegistration } from "./activate-registration";
import { currentRegistration } from "./current-registration";

/** Counts a try at the current code; null when the code is dead: too old or tried too often. */
async function countAttempt(verificationId: string, now: Date): Promise<Verification | null> {
  const [counted] = await db.verification.updateManyAndReturn({
    where: { id: verificationId, codeAttempts: { lt: CODE_ATTEMPTS }, codeExpiresAt: { gt: now } },
    data: { codeAttempts: { increment: 1 } },
  });
  return counted ?? null;
}

/**
 * The code of the mail, typed on the waiting page, which holds the browser's key. The try
 * is counted before it is compared, so that many at once cannot share one. A void or
 * already confirmed registration answers like a wrong code: it must not tell.
 */
export async function confirmByCode(
  browserKeyHash: string,
  code: string,
  now = new Date(),
): Promise<
  | { outcome: "confirmed"; userId: string }
  | { outcome: "already_confirmed" | "code_dead" | "no_registration" }
  | { outcome: "wrong_code"; attemptsLeft: number }
> {
  const registration = await currentRegistration(browserKeyHash);
  const newest = registration?.verifications[0];
  if (!registration || !newest) return { outcome: "no_registration" };
  if (registration.confirmedAt) return { outcome: "already_confirmed" };
  const verification = await countAttempt(newest.id, now);
  if (!verification) return { outcome: "code_dead" };
  if (isCurrentCode(verification, code)) {
    const claim = { verificationId: verification.id, isRegisteringBrowser: true };
    const activated = await activateRegistration(claim, now);
    if (activated) return { outcome: "confirmed", userId: activated.userId };
    const { confirmedAt } = await db.registration.findUniqueOrThrow({
      where: { id: registration.id },
    });
    if (confirmedAt) return { outcome: "already_confirmed" };
  }
  return { outcome: "wrong_code", attemptsLeft: CODE_ATTEMPTS - verification.codeAttempts };
}
