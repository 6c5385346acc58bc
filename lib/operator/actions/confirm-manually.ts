import "server-only";
import { inTransaction, type VerificationWhere } from "../../db";
import { lockUserRow } from "../../mailbox/lock-user-row";
import { metrics } from "../../metrics/metrics";
import { announce } from "../../realtime/announce";
import { voidVerifications } from "../../verification/void-verifications";
import { auditAsOperator } from "../audit-as-operator";
import { userCommand } from "../commands/user-command";
import { type Acting, recordAction } from "../record-action";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  newerRegistration,
  noRegistration,
  unchanged,
} from "./operator-action";

/**
 * Takes an operator's word that an address belongs to whoever made a registration: that
 * registration's password becomes the user's, and all other links of the address are void.
 * Whoever does this must know the person; it is what the email would have proved.
 *
 * "newer_registration" when the address was registered once more since the operator looked:
 * a stranger who knows that somebody asked for help could have done that.
 *
 * @param registrationId the one that the operator saw
 */
export async function confirmManually(
  userId: string,
  registrationId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "confirmed" | "unchanged" | "no_registration" | "newer_registration" }> {
  const result = await inTransaction(async (tx) => {
    // Locked, so that a link that is opened this very moment and this take turns.
    const user = await lockUserRow(tx, userId);
    if (!user || user.confirmedAt || user.eraseAt) return { outcome: "unchanged" } as const;
    const registration = await tx.registration.findFirst({
      where: { userId, cancelledAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    if (!registration) return { outcome: "no_registration" } as const;
    if (registration.id !== registrationId) return { outcome: "newer_registration" } as const;
    await tx.user.update({
      where: { id: userId },
      data: {
        confirmedAt: now,
        passwordHash: registration.passwordHash,
        address: registration.address,
        originalAddress: registration.originalAddress,
      },
    });
    await tx.registration.update({ where: { id: registration.id }, data: { confirmedAt: now } });
    const others: VerificationWhere = {
      OR: [{ address: registration.address }, { registration: { userId } }],
      purpose: { in: ["confirm_registration", "change_address"] },
    };
    await voidVerifications(tx, others, now);
    await auditAsOperator(tx, userId, "confirmed_by_operator", now);
    await recordAction(tx, acting, { name: "confirmed_by_hand", subject: userId }, now);
    await announce(tx, registration.id);
    return { outcome: "confirmed" } as const;
  });
  if (result.outcome === "confirmed") metrics.confirmations.inc({ way: "operator" });
  return result;
}

const page: PersonAction<OutcomeOf<typeof confirmManually>> = {
  name: "confirm",
  title: "Confirm manually",
  pending: "Confirming…",
  meaning:
    "You’re vouching that the person who made this sign-up owns this inbox. Their password becomes the account password and all earlier links stop working. Only do this if you’ve verified them another way: anyone could have signed up with this address.",
  isDangerous: true,
  isOffered: ({ account }) =>
    account !== null && !account.confirmedAt && !account.eraseAt && account.confirmable.length > 0,
  registrations: ({ confirmable }) => confirmable,
  run: async ({ person: { account }, registration }, acting) =>
    account && registration
      ? confirmManually(account.id, registration, acting)
      : { outcome: "no_registration" },
  outcomes: {
    confirmed: {
      tone: "success",
      title: "Email confirmed",
      text: "The password of the sign-up you saw is now the account password.",
      line: "is confirmed, with the password of that sign-up.",
    },
    unchanged: { ...unchanged, line: "is already confirmed." },
    no_registration: {
      ...noRegistration,
      line: "has no sign-up that could be confirmed.",
    },
    newer_registration: newerRegistration,
  },
};

export const confirmManuallyAction = {
  trail: { confirmed_by_hand: "Confirmed an email manually" },
  page,
  commands: [userCommand("confirm", page)],
} satisfies OperatorAction;
