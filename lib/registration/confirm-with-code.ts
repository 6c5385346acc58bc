import "server-only";
import { db } from "../db";
import { metrics } from "../metrics/metrics";
import { consume, type Limited } from "../rate-limit/consume";
import { isCurrentCode } from "../verification/code";
import { CODE_ATTEMPTS } from "../verification/lifetimes";
import { activateRegistration } from "./activate";
import { consumeCodeAttempt } from "../verification/consume-code-attempt";
import type { Credentials } from "../credentials/check-password";
import { findShownRegistration, type ShownRegistration } from "./current-registration";
import { findLiveUndo } from "../email-change/find-live-undo";
import type { Origin } from "../request/origin";

/**
 * The code of the email, typed on the waiting page of a registration of this browser. A void or
 * already confirmed registration answers like a wrong code: it must not tell.
 */
export async function confirmWithCode(
  shown: ShownRegistration,
  code: string,
  origin: Origin,
  now = new Date(),
): Promise<
  | { outcome: "confirmed"; credentials: Credentials }
  | { outcome: "already_confirmed" | "code_dead" | "no_registration" | "undo_first" }
  | { outcome: "wrong_code"; attemptsLeft: number }
  | Limited
> {
  const registration = await findShownRegistration(shown);
  const newest = registration?.verifications[0];
  if (!registration || !newest) return { outcome: "no_registration" };
  const counted = await consume([{ limit: "codes_from_ip", key: origin.ip }]);
  if (counted.outcome === "limited") return counted;
  if (registration.confirmedAt) return { outcome: "already_confirmed" };
  const verification = await consumeCodeAttempt(newest.id, now);
  if (!verification) return { outcome: "code_dead" };
  if (isCurrentCode(verification, code)) {
    const claim = { verificationId: verification.id, isRegisteringBrowser: true, origin };
    const activated = await activateRegistration(claim, now);
    if (activated) {
      metrics.confirmations.inc({ way: "code" });
      return { outcome: "confirmed", credentials: activated };
    }
    const { confirmedAt } = await db.registration.findUniqueOrThrow({
      where: { id: registration.id },
    });
    if (confirmedAt) return { outcome: "already_confirmed" };
    if (await findLiveUndo(registration.address, now)) return { outcome: "undo_first" };
  }
  return { outcome: "wrong_code", attemptsLeft: CODE_ATTEMPTS - verification.codeAttempts };
}
