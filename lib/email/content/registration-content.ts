import "server-only";
import type { Delivery, Registration, User, Verification } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { expiresIn } from "../../i18n/from-now";
import { localeOf } from "../../i18n/locales";
import { absoluteUrl, toLinkUrl, toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { isSameMailbox } from "../../mailbox/mailbox";
import { paths } from "../../paths";
import { currentCode } from "../../verification/code";
import { renewCode } from "../../verification/renew-code";
import { localizedOrigin } from "./localized-origin";

/** A registration with what its email needs; its newest verification alone. */
export type RegistrationToAnswer = Registration & { user: User; verifications: Verification[] };

/**
 * Whether nobody needs the email any more. Another registration of the address having been
 * confirmed is no reason: its email not going out would tell this one's maker.
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

/**
 * The link and the code that confirm a registration. They prove its address, so go nowhere else.
 */
export function confirmationContent(
  delivery: Delivery,
  registration: Registration,
  verification: Verification,
  now: Date,
): EmailContent {
  const locale = localeOf(registration);
  return {
    template: "confirm_email",
    props: {
      locale,
      address: registration.originalAddress,
      registeredAt: formatDate(registration.createdAt, locale),
      registeredFrom: localizedOrigin(registration, locale),
      confirmUrl: toLinkUrl(verification),
      notMeUrl: toNotMeUrl(delivery),
      code: currentCode(verification),
      linkExpires: expiresIn(verification.expiresAt, locale, now),
      codeExpires: expiresIn(verification.codeExpiresAt, locale, now),
    },
    to: registration.address,
  };
}

/**
 * Word to an account's owner that somebody tried to use its address for another account. It
 * goes to the address on file, which the owner has proved, and not to the spelling that was
 * typed; but not after an owner who has moved elsewhere since.
 */
export function alreadyRegisteredContent(
  delivery: Delivery,
  attempt: Pick<Registration, "ip" | "userAgent" | "originalAddress" | "createdAt">,
  owner: Pick<User, "address" | "locale">,
): EmailContent {
  const isTheirs = isSameMailbox(owner.address, delivery.address);
  const to = isTheirs ? owner.address : delivery.address;
  const locale = localeOf(owner);
  return {
    template: "already_registered",
    props: {
      locale,
      address: attempt.originalAddress,
      registeredAt: formatDate(attempt.createdAt, locale),
      registeredFrom: localizedOrigin(attempt, locale),
      signInUrl: absoluteUrl(paths.signIn),
      forgotUrl: absoluteUrl(paths.forgotPassword),
      notMeUrl: toNotMeUrl({ ...delivery, address: to }),
    },
    to,
  };
}

/**
 * The email that answers a registration: what confirms it or, where the address has an
 * account already, word of that to its owner.
 */
export async function registrationContent(
  delivery: Delivery,
  registration: RegistrationToAnswer,
  now: Date,
): Promise<EmailContent | null> {
  const [verification] = registration.verifications;
  const hasAccount = registration.user.confirmedAt !== null;
  if (!verification || isPointless(registration, verification, hasAccount, now)) return null;
  // An email to an account carries no code. But where a new email would not revive a code that
  // was tried too often, the answers to further tries would tell that there is an account.
  const live = await renewCode(verification, now);
  return hasAccount
    ? alreadyRegisteredContent(delivery, registration, registration.user)
    : confirmationContent(delivery, registration, live, now);
}
