import { activateRegistration } from "@/lib/registration/activate";
import { confirmEmailChange } from "@/lib/email-change/confirm-email-change";
import { db } from "@/lib/db";
import { aPasswordReset, aSession, anAddressChange } from "./recoveries";
import { aBrowser, aRegistration, ORIGIN } from "./registrations";

/** Somebody with one of everything that others could take for theirs; confirmed elsewhere. */
export async function aFullLife() {
  const registration = await aRegistration();
  const { userId, address, verificationId } = registration;
  const elsewhere = { verificationId, isRegisteringBrowser: false, origin: ORIGIN };
  await activateRegistration(elsewhere, new Date());
  const moved = await anAddressChange(userId);
  await confirmEmailChange(moved.token, { userId, password: null }, ORIGIN);
  const change = await anAddressChange(userId);
  const reset = await aPasswordReset(moved.to);
  const session = await aSession(userId, aBrowser());
  const waiting = await aRegistration();
  await db.suppression.create({ data: { address: moved.to, scope: "recovery", reason: "not_me" } });
  return {
    ...registration,
    oldAddress: address,
    address: moved.to,
    moved,
    change,
    reset,
    session,
    waiting,
  };
}

export type Life = Awaited<ReturnType<typeof aFullLife>>;

/** Every row of somebody's that an act of another person must leave as it is. */
export async function everyRowOf({ userId, address, waiting }: Life) {
  const where = { userId };
  const orderBy = { id: "asc" } as const;
  return {
    user: await db.user.findUnique({ where: { id: userId } }),
    waiting: await db.registration.findUnique({
      where: { id: waiting.id },
      include: { verifications: true, deliveries: true, user: true },
    }),
    registrations: await db.registration.findMany({ where, orderBy }),
    resets: await db.passwordReset.findMany({ where, orderBy, include: { verifications: true } }),
    changes: await db.addressChange.findMany({ where, orderBy, include: { verifications: true } }),
    verifications: await db.verification.findMany({ where, orderBy }),
    sessions: await db.session.findMany({ where, orderBy }),
    deliveries: await db.delivery.findMany({ where, orderBy }),
    audit: await db.auditEvent.findMany({ where, orderBy }),
    suppressions: await db.suppression.findMany({ where: { address } }),
  };
}
