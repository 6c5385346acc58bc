import "server-only";
import { requestAgain } from "../../registration/resend-confirmation";
import { inTransaction } from "../../db";
import { type Acting, recordAction } from "../record-action";
import { userCommand } from "../commands/user-command";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  newerRegistration,
  noRegistration,
  unchanged,
} from "./operator-action";

/**
 * Sends the email of somebody's registration once more, whatever the limits say: the same link
 * and code while they live, else new ones. Not once the address is confirmed (then it would be
 * word of a stranger's attempt) nor when the account is about to be erased.
 *
 * @param registrationId the one that the operator saw; nothing is sent when a newer one waits
 */
export async function resendEmail(
  userId: string,
  registrationId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "requested" | "unchanged" | "no_registration" | "newer_registration" }> {
  return inTransaction(async (tx) => {
    const registration = await tx.registration.findFirst({
      where: {
        userId,
        cancelledAt: null,
        confirmedAt: null,
        user: { confirmedAt: null, eraseAt: null },
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    if (!registration) return { outcome: "no_registration" };
    if (registration.id !== registrationId) return { outcome: "newer_registration" };
    const isNew = await recordAction(tx, acting, { name: "mail_resent", subject: userId }, now);
    if (!isNew) return { outcome: "unchanged" };
    await requestAgain(tx, registration.id, now);
    return { outcome: "requested" };
  });
}

const page: PersonAction<OutcomeOf<typeof resendEmail>> = {
  name: "resend",
  title: "Resend confirmation email",
  pending: "Sending…",
  meaning:
    "Sends the confirmation email of this sign-up again, ignoring limits. It keeps the same link and code if they’re still valid.",
  isOffered({ account, stops }, now) {
    if (!account || account.confirmedAt || account.eraseAt) return false;
    const isStopped = stops.some(
      ({ scope, expiresAt }) =>
        (scope === "everything" || scope === "registration") && (!expiresAt || expiresAt > now),
    );
    return account.waiting.length > 0 && !isStopped;
  },
  registrations: ({ waiting }) => waiting,
  run: async ({ person: { account }, registration }, acting) =>
    account && registration
      ? resendEmail(account.id, registration, acting)
      : { outcome: "no_registration" },
  outcomes: {
    requested: {
      tone: "success",
      title: "Email resent",
      text: "It’ll be sent within a minute. Follow it in the history below.",
      line: "will get the confirmation email again within a minute.",
    },
    unchanged: { ...unchanged, line: "was already sent that email by the same action." },
    no_registration: {
      ...noRegistration,
      line: "has no sign-up that waits to be confirmed.",
    },
    newer_registration: newerRegistration,
  },
};

export const resendEmailAction = {
  trail: { mail_resent: "Resent a confirmation email" },
  page,
  commands: [userCommand("resend", page)],
} satisfies OperatorAction;
