import "server-only";
import { after } from "../clock";
import { db, inTransaction, type Registration, type Verification } from "../db";
import { env } from "../env";
import { announce } from "../live/announce";
import type { RenderedMail } from "../mail/compose";
import { deliver, type DeliverOutcome } from "../mail/deliver";
import { renderMail } from "../mail/render";
import { paths } from "../paths";
import { currentCode } from "../verification/code";
import { CODE_ATTEMPTS, CONFIRMATION_CODE_LIFE_MS } from "../verification/lifetimes";
import { linkToken } from "../verification/link-token";
import { describeOrigin } from "./origin";

const moment = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});
const format = (date: Date) => `${moment.format(date)} UTC`;

/** A mail never carries a dead code: one that is too old or tried too often gives way to the next. */
async function withLiveCode(verification: Verification, now: Date): Promise<Verification> {
  if (verification.codeExpiresAt > now && verification.codeAttempts < CODE_ATTEMPTS)
    return verification;
  const { id, codeEpoch } = verification;
  await db.verification.updateMany({
    where: { id, codeEpoch },
    data: {
      codeEpoch: codeEpoch + 1,
      codeAttempts: 0,
      codeExpiresAt: after(now, CONFIRMATION_CODE_LIFE_MS),
    },
  });
  return db.verification.findUniqueOrThrow({ where: { id } });
}

function facts(registration: Registration) {
  return {
    address: registration.originalAddress,
    registeredAt: format(registration.createdAt),
    registeredFrom: describeOrigin(registration),
  };
}

function renderConfirmation(
  registration: Registration,
  verification: Verification,
): Promise<RenderedMail> {
  return renderMail("confirm_email", {
    ...facts(registration),
    // From the environment, never from a request: a forged Host must not end up in a mail.
    confirmUrl: `${env.APP_URL}${paths.confirm}/${linkToken("confirm-link", verification)}`,
    notMeUrl: `${env.APP_URL}${paths.notMe}/${linkToken("not-me-link", verification)}`,
    code: currentCode(verification),
    linkExpiresAt: format(verification.expiresAt),
    codeExpiresAt: format(verification.codeExpiresAt),
  });
}

/** Ends a mail that has lost its point: confirmed, cancelled or expired meanwhile. */
async function cancelDelivery(deliveryId: string): Promise<DeliverOutcome> {
  await inTransaction(async (tx) => {
    const where = { id: deliveryId, status: { in: ["queued" as const, "deferred" as const] } };
    const [ended] = await tx.delivery.updateManyAndReturn({ where, data: { status: "cancelled" } });
    if (ended?.registrationId) await announce(tx, ended.registrationId);
  });
  return { outcome: "cancelled" };
}

/**
 * Sends the mail that answers a registration: the link and code that confirm it or, where
 * the address has an account already, word of that to its owner.
 */
export async function sendConfirmation(
  deliveryId: string,
  now = new Date(),
): Promise<DeliverOutcome> {
  const newest = { orderBy: { createdAt: "desc" }, take: 1 } as const;
  const delivery = await db.delivery.findUnique({
    where: { id: deliveryId },
    include: { registration: { include: { user: true, verifications: newest } } },
  });
  if (!delivery?.registration) return { outcome: "not_found" };
  const { registration } = delivery;
  const [verification] = registration.verifications;
  const hasAccount = registration.user.confirmedAt !== null;
  if (!verification || isPointless(registration, verification, hasAccount, now))
    return cancelDelivery(deliveryId);
  // A mail to an account carries no code. But where a new mail would not revive a code that
  // was tried too often, the answers to further tries would tell that there is an account.
  const live = await withLiveCode(verification, now);
  if (!hasAccount) return deliver(deliveryId, () => renderConfirmation(registration, live), now);

  await db.delivery.update({ where: { id: deliveryId }, data: { template: "already_registered" } });
  const signInUrl = `${env.APP_URL}${paths.signIn}`;
  return deliver(
    deliveryId,
    () => renderMail("already_registered", { ...facts(registration), signInUrl }),
    now,
  );
}

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
