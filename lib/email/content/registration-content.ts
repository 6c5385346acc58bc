import "server-only";
import type { Delivery, Registration, User, Verification } from "../../db";
import { formatMoment } from "../../format-date-time";
import type { Letter } from "../email-content";
import { notMeUrlOf, urlOf } from "../email-links";
import { renderMail } from "../render";
import { isSameMailbox } from "../../mailbox/mailbox";
import { paths } from "../../paths";
import { currentCode } from "../../verification/code";
import { linkToken } from "../../verification/link-token";
import { withLiveCode } from "../../verification/renew-code";
import { describeOrigin, type Origin } from "../../request/origin";

/** A registration with what its mail needs; its newest verification alone. */
export type RegistrationToAnswer = Registration & { user: User; verifications: Verification[] };

/**
 * Whether nobody needs the mail any more. Another registration of the address having been
 * confirmed is no reason: its mail not going out would tell this one's maker.
 */
function isPointless(
  registration: Registration,
  verification: Verification,
  hasAccount: boolean,
  now: Date,
): boolean {
  if (registration.confirmedAt || registration.cancelledAt || verification.expiresAt <= now)
    return true;
  return !hasAccount && (verification.usedAt !== null || verification.voidedAt !== null);
}

/** The link and the code that confirm a registration. They prove its address, so go nowhere else. */
export function confirmationLetter(
  delivery: Delivery,
  registration: Registration,
  verification: Verification,
): Letter {
  const render = () =>
    renderMail("confirm_email", {
      address: registration.originalAddress,
      registeredAt: formatMoment(registration.createdAt),
      registeredFrom: describeOrigin(registration),
      confirmUrl: urlOf(paths.confirm, linkToken("confirm-link", verification)),
      notMeUrl: notMeUrlOf(delivery),
      code: currentCode(verification),
      linkExpiresAt: formatMoment(verification.expiresAt),
      codeExpiresAt: formatMoment(verification.codeExpiresAt),
    });
  return { template: "confirm_email", render, to: registration.address };
}

/**
 * Word to an account's owner that somebody tried to use its address for another account. It
 * goes to the address on file, which the owner has proved, and not to the spelling that was
 * typed; but not after an owner who has moved elsewhere since.
 */
export function alreadyRegisteredLetter(
  delivery: Delivery,
  attempt: Origin & { originalAddress: string; createdAt: Date },
  owner: Pick<User, "address">,
): Letter {
  const isTheirs = isSameMailbox(owner.address, delivery.address);
  const to = isTheirs ? owner.address : delivery.address;
  const render = () =>
    renderMail("already_registered", {
      address: attempt.originalAddress,
      registeredAt: formatMoment(attempt.createdAt),
      registeredFrom: describeOrigin(attempt),
      signInUrl: urlOf(paths.signIn),
      forgotUrl: urlOf(paths.forgotPassword),
      notMeUrl: notMeUrlOf({ ...delivery, address: to }),
    });
  return { template: "already_registered", render, to };
}

/**
 * The mail that answers a registration: what confirms it or, where the address has an
 * account already, word of that to its owner.
 */
export async function registrationLetter(
  delivery: Delivery,
  registration: RegistrationToAnswer,
  now: Date,
): Promise<Letter | null> {
  const [verification] = registration.verifications;
  const hasAccount = registration.user.confirmedAt !== null;
  if (!verification || isPointless(registration, verification, hasAccount, now)) return null;
  // A mail to an account carries no code. But where a new mail would not revive a code that
  // was tried too often, the answers to further tries would tell that there is an account.
  const live = await withLiveCode(verification, now);
  return hasAccount
    ? alreadyRegisteredLetter(delivery, registration, registration.user)
    : confirmationLetter(delivery, registration, live);
}
