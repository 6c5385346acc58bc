import type { Locale } from "@/lib/i18n/locales";
import { requestEmailChange } from "@/lib/email-change/request-email-change";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";
import type { SignedIn } from "@/lib/credentials/check-password";
import { db } from "@/lib/db";
import { currentCode } from "@/lib/verification/code";
import { deliveryBinding } from "@/lib/verification/inspect-link";
import { linkToken } from "@/lib/verification/link-token";
import { openSession } from "@/lib/session/session-rows";
import { aBrowser, anAddress, ORIGIN, PASSWORD } from "./registrations";

type ResetWishes = { browser?: string; now?: Date; locale?: Locale };

/** Asks for a new password as the form does, and tells what the email will say. */
export async function aPasswordReset(
  address: string,
  { browser = aBrowser(), now = new Date(), locale }: ResetWishes = {},
) {
  const typed = { address, originalAddress: address };
  const wish = { ...typed, browserKeyHash: browser, origin: ORIGIN, locale };
  const { outcome } = await requestPasswordReset(wish, now);
  if (outcome !== "requested") throw new Error(`asking for a password came to "${outcome}"`);
  const { id, verifications, deliveries } = await db.passwordReset.findFirstOrThrow({
    where: { browserKeyHash: browser },
    orderBy: { id: "desc" },
    include: { verifications: true, deliveries: true },
  });
  const [verification, delivery] = [verifications[0]!, deliveries[0]!];
  return {
    id,
    browser,
    address,
    verificationId: verification.id,
    deliveryId: delivery.id,
    token: linkToken("reset-link", verification),
    notMeToken: linkToken("not-me-link", deliveryBinding(delivery)),
    code: currentCode(verification),
  };
}

/** Signs a browser in as a user, as the pages do. */
export async function aSession(userId: string, browser: string | null = null) {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const credentials = { userId, passwordHash: passwordHash ?? "" };
  const opened = await openSession(credentials, { browserKeyHash: browser, origin: ORIGIN });
  if (opened?.outcome !== "opened") throw new Error("no session could be opened for this user");
  return { userId, sessionId: opened.sessionId, origin: ORIGIN };
}

/** Asks to move an account, and tells what the emails to both addresses will say. */
export async function anAddressChange(
  userId: string,
  {
    to = anAddress("new"),
    password = PASSWORD,
    now = new Date(),
    session = undefined as SignedIn | undefined,
  } = {},
) {
  session ??= await aSession(userId);
  const typed = { address: to, originalAddress: to, password };
  const { outcome } = await requestEmailChange(session, typed, now);
  if (outcome !== "requested") throw new Error(`asking for the change came to "${outcome}"`);
  const { id, verifications, deliveries } = await db.addressChange.findFirstOrThrow({
    where: { userId, newAddress: to },
    orderBy: { createdAt: "desc" },
    include: { verifications: true, deliveries: true },
  });
  const proof = verifications.find((each) => each.purpose === "change_address")!;
  const undo = verifications.find((each) => each.purpose === "undo_address_change")!;
  const mail = deliveries.find((each) => each.address === to)!;
  return {
    id,
    to,
    session,
    deliveryId: mail.id,
    noticeId: deliveries.find((each) => each.address !== to)!.id,
    token: linkToken("change-link", proof),
    undoToken: linkToken("undo-link", undo),
    notMeToken: linkToken("not-me-link", deliveryBinding(mail)),
  };
}

/** Whether a session still lets somebody in. */
export async function isAlive(sessionId: string): Promise<boolean> {
  return (await db.session.findUniqueOrThrow({ where: { id: sessionId } })).endedAt === null;
}
