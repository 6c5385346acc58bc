import "server-only";
import { db, type Delivery, type PasswordReset, type Verification } from "../../db";
import { formatMoment } from "../../mail/format-moment";
import type { Letter } from "../../mail/letter";
import { notMeUrlOf, urlOf } from "../../mail/mail-links";
import { renderMail } from "../../mail/render";
import { paths } from "../../paths";
import { currentCode } from "../../verification/code";
import { linkToken } from "../../verification/link-token";
import { withLiveCode } from "../live-code";
import { freshVerification } from "../open-registration";
import { describeOrigin } from "../origin";
import { deletionLetter } from "./deletion-letter";
import { confirmationLetter } from "./registration-letter";

function facts(delivery: Delivery, reset: PasswordReset) {
  return {
    address: reset.originalAddress,
    requestedAt: formatMoment(reset.createdAt),
    requestedFrom: describeOrigin(reset),
    notMeUrl: notMeUrlOf(delivery),
  };
}

function resetLetter(delivery: Delivery, reset: PasswordReset, verification: Verification): Letter {
  const render = () =>
    renderMail("reset_password", {
      ...facts(delivery, reset),
      resetUrl: urlOf(paths.resetPassword, linkToken("reset-link", verification)),
      code: currentCode(verification),
      linkExpiresAt: formatMoment(verification.expiresAt),
      codeExpiresAt: formatMoment(verification.codeExpiresAt),
    });
  return { template: "reset_password", render };
}

/** The newest registration of an address that still waits, with a link that lives. */
async function waitingLetter(
  delivery: Delivery,
  userId: string,
  now: Date,
): Promise<Letter | null> {
  const newest = { orderBy: { createdAt: "desc" }, take: 1 } as const;
  const registration = await db.registration.findFirst({
    where: { userId, cancelledAt: null },
    orderBy: { createdAt: "desc" },
    include: { verifications: newest, deliveries: newest },
  });
  if (!registration) return null;
  const [known] = registration.verifications;
  const { id, address } = registration;
  const verification =
    known && known.expiresAt > now
      ? await withLiveCode(known, now)
      : await db.verification.create({ data: freshVerification(id, address, false, now) });
  // Its "this was not me" cancels the registration, as it says, and not the wish.
  const [own = delivery] = registration.deliveries;
  return confirmationLetter(own, registration, verification);
}

/**
 * The mail that answers a wish for a new password. What it says depends on whether there is
 * an account; whoever asked sees no difference.
 * - confirmed: the link and the code for a new password
 * - to be deleted: how to keep the account
 * - waiting: the link and the code that confirm it
 * - nobody: that there is no account, so that people find out which address they used
 */
export async function recoveryLetter(
  delivery: Delivery,
  reset: PasswordReset & { verifications: Verification[] },
  now: Date,
): Promise<Letter | null> {
  const [verification] = reset.verifications;
  if (!verification || reset.cancelledAt || verification.expiresAt <= now) return null;
  const user = await db.user.findUnique({ where: { address: reset.address } });
  if (user?.eraseAt) return deletionLetter(user);
  if (user?.confirmedAt) {
    if (verification.usedAt || verification.voidedAt) return null;
    return resetLetter(delivery, reset, await withLiveCode(verification, now));
  }
  const waiting = user && (await waitingLetter(delivery, user.id, now));
  if (waiting) return waiting;
  const registerUrl = urlOf(paths.register);
  const render = () => renderMail("no_account", { ...facts(delivery, reset), registerUrl });
  return { template: "no_account", render };
}
