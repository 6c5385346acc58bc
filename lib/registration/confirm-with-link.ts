import "server-only";
import { metrics } from "../metrics/metrics";
import { consume, type Limited } from "../rate-limit/consume";
import { type Activation, activateRegistration } from "./activate";
import type { Credentials } from "../credentials/check-password";
import type { Origin } from "../request/origin";
import { findLiveUndo } from "../email-change/find-live-undo";
import { hashPassword, verifyPassword } from "../credentials/password-hash";
import { judgeNewPassword, type WeakPassword } from "../credentials/judge-new-password";
import type { DeadLink } from "../verification/inspect-link";
import { inspectRegistrationLink } from "./inspect-registration-link";

/** Somebody confirmed and may be let in. */
export type Confirmed = { outcome: "confirmed"; credentials: Credentials };

/** The link's page tells of an account that could come back to the address (see `findLiveUndo`). */
const ON_ITS_PAGE = { isRegisteringBrowser: false, isUndoDeclined: true };

async function activate(how: Activation, now: Date): Promise<Confirmed | null> {
  const activated = await activateRegistration(how, now);
  if (!activated) return null;
  const elsewhere = how.newPasswordHash === undefined ? "password" : "new_password";
  metrics.confirmations.inc({ way: how.isRegisteringBrowser ? "link" : elsewhere });
  return { outcome: "confirmed", credentials: activated };
}

/** What a link that has just lost a race has become: used by a double click, or void. */
async function whatItBecame(token: string, now: Date): Promise<DeadLink> {
  const { outcome } = await inspectRegistrationLink(token, now);
  return { outcome: outcome === "live" ? "void" : outcome };
}

/**
 * The link, opened. In the browser that registered, which alone holds the key, this
 * confirms. Anywhere else it changes nothing: mail scanners open links too, and whoever
 * registered somebody else's address must not profit from the owner's curiosity. Nor does it
 * while an account could still come back to the address: "undo_first", and the page tells of it.
 *
 * @param inspected what `inspectRegistrationLink` told of the token, where somebody asked already
 */
export async function openConfirmationLink(
  token: string,
  browserKeyHash: string | null,
  origin: Origin,
  now = new Date(),
  inspected?: Awaited<ReturnType<typeof inspectRegistrationLink>>,
): Promise<Confirmed | { outcome: "password_needed" | "undo_first" } | DeadLink> {
  const link = inspected ?? (await inspectRegistrationLink(token, now));
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, subject: registration } = link;
  if (registration.browserKeyHash !== browserKeyHash) return { outcome: "password_needed" };
  const confirmed = await activate({ verificationId, isRegisteringBrowser: true, origin }, now);
  if (confirmed) return confirmed;
  const became = await whatItBecame(token, now);
  if (became.outcome === "void" && (await findLiveUndo(registration.address, now)))
    return { outcome: "undo_first" };
  return became;
}

/**
 * A password at a link costs a hash and may be a guess, so it is limited before anything is done.
 */
function consumePassword(verificationId: string, { ip }: Origin) {
  return consume([
    { limit: "passwords_from_ip", key: ip },
    { limit: "passwords_for_link", key: verificationId },
  ]);
}

/** The link in another browser, with the password of that registration. */
export async function confirmWithPassword(
  token: string,
  password: string,
  origin: Origin,
  now = new Date(),
): Promise<Confirmed | { outcome: "wrong_password" } | Limited | DeadLink> {
  const link = await inspectRegistrationLink(token, now);
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, subject: registration } = link;
  const counted = await consumePassword(verificationId, origin);
  if (counted.outcome === "limited") return counted;
  if (!(await verifyPassword(registration.passwordHash, password)))
    return { outcome: "wrong_password" };
  const confirmed = await activate({ verificationId, ...ON_ITS_PAGE, origin }, now);
  return confirmed ?? whatItBecame(token, now);
}

/**
 * The link in another browser, with a new password. Whoever registered is then not known
 * to be the same person: their password is void and their waiting page stays outside.
 */
export async function confirmWithNewPassword(
  token: string,
  password: string,
  origin: Origin,
  now = new Date(),
): Promise<Confirmed | WeakPassword | Limited | DeadLink> {
  const link = await inspectRegistrationLink(token, now);
  if (link.outcome !== "live") return { outcome: link.outcome };
  const { verificationId, subject: registration } = link;
  const counted = await consumePassword(verificationId, origin);
  if (counted.outcome === "limited") return counted;
  const weak = await judgeNewPassword(password, registration);
  if (weak) return weak;
  const newPasswordHash = await hashPassword(password);
  const how = { verificationId, newPasswordHash, ...ON_ITS_PAGE, origin };
  return (await activate(how, now)) ?? whatItBecame(token, now);
}
