import "server-only";
import { db, type Delivery, type PasswordReset, type Verification } from "../../db";
import { formatDate } from "../../i18n/format-date";
import { expiresIn } from "../../i18n/from-now";
import { type Locale, localeOf } from "../../i18n/locales";
import { absoluteUrl, toLinkUrl, toNotMeUrl } from "../email-links";
import type { EmailContent } from "./build-content";
import { isRegistrationThrottled } from "../reputation/is-registration-throttled";
import { suppressedUntil } from "../suppressions";
import { findUserByAddress, type KnownUser } from "../../mailbox/find-user";
import { paths } from "../../paths";
import { consume } from "../../rate-limit/consume";
import { currentCode } from "../../verification/code";
import { CODE_ATTEMPTS } from "../../verification/lifetimes";
import { renewCode } from "../../verification/renew-code";
import { localizedOrigin } from "./localized-origin";
import { deletionContent } from "./deletion-content";
import { confirmationContent } from "./registration-content";

function facts(delivery: Delivery, reset: PasswordReset, locale: Locale) {
  return {
    locale,
    address: reset.originalAddress,
    requestedAt: formatDate(reset.createdAt, locale),
    requestedFrom: localizedOrigin(reset, locale),
    notMeUrl: toNotMeUrl(delivery),
  };
}

function resetContent(
  delivery: Delivery,
  reset: PasswordReset,
  verification: Verification,
  owner: KnownUser,
  now: Date,
): EmailContent {
  const locale = localeOf(owner);
  return {
    template: "reset_password",
    props: {
      ...facts(delivery, reset, locale),
      resetUrl: toLinkUrl(verification),
      code: currentCode(verification),
      linkExpires: expiresIn(verification.expiresAt, locale, now),
      codeExpires: expiresIn(verification.codeExpiresAt, locale, now),
    },
  };
}

/**
 * The newest registration of a user that waits, while its link and its code live as they are.
 * They are never renewed here: whoever registered the address sees on the waiting page whether
 * a code lives, and by that would see that the address has no account.
 */
async function waitingContent(
  delivery: Delivery,
  userId: string,
  now: Date,
): Promise<EmailContent | null> {
  const verification = await db.verification.findFirst({
    where: {
      registration: { userId, cancelledAt: null, confirmedAt: null },
      usedAt: null,
      voidedAt: null,
      expiresAt: { gt: now },
      codeExpiresAt: { gt: now },
      codeAttempts: { lt: CODE_ATTEMPTS },
    },
    orderBy: { createdAt: "desc" },
    include: {
      registration: { include: { deliveries: { orderBy: { createdAt: "desc" }, take: 1 } } },
    },
  });
  const registration = verification?.registration;
  if (!registration) return null;
  // "This was not me" in a confirmation stops confirmations, by whatever way they would come.
  if (await suppressedUntil(registration.address, "registration", now)) return null;
  // Its "this was not me" cancels the registration, as it says, and not the wish.
  const [own = delivery] = registration.deliveries;
  return confirmationContent(own, registration, verification, now);
}

/**
 * Whether word that there is no account has to stay away, because emails to made-up addresses
 * come back or there are too many. Decided now, so that nobody who asked can see it. A retry of
 * one that was let through goes on.
 */
async function isHeldBack({ claimedAt }: Delivery): Promise<boolean> {
  if (claimedAt) return false;
  if (await isRegistrationThrottled()) return true;
  const counted = await consume([{ limit: "no_account_mails_on_site", key: "all" }]);
  return counted.outcome === "limited";
}

async function noAccountContent(delivery: Delivery, reset: PasswordReset): Promise<EmailContent> {
  return {
    template: "no_account",
    props: { ...facts(delivery, reset, localeOf(reset)), registerUrl: absoluteUrl(paths.register) },
    isHeldBack: await isHeldBack(delivery),
  };
}

/**
 * The email that answers a request for a new password. What it says depends on whether there is
 * an account; whoever asked sees no difference.
 * - confirmed: the link and the code for a new password
 * - to be deleted: how to keep the account
 * - waiting: the link and the code that confirm it
 * - nobody: that there is no account, so that people find out which address they used
 */
export async function passwordResetContent(
  delivery: Delivery,
  reset: PasswordReset & { verifications: Verification[] },
  now: Date,
): Promise<EmailContent | null> {
  const [known] = reset.verifications;
  if (!known || reset.cancelledAt || known.expiresAt <= now) return null;
  // In every state, though one alone carries the code: who asked can try codes meanwhile, and
  // where a new email did not revive a code that was tried too often, that would tell the state.
  const verification = await renewCode(known, now);
  const user = await findUserByAddress(reset.address);
  if (user?.eraseAt) return (await deletionContent(user, now)) ?? noAccountContent(delivery, reset);
  if (user?.confirmedAt) {
    if (verification.usedAt || verification.voidedAt) return null;
    return resetContent(delivery, reset, verification, user, now);
  }
  const waiting = user && (await waitingContent(delivery, user.id, now));
  return waiting ?? noAccountContent(delivery, reset);
}
