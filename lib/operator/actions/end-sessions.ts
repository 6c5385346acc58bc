import "server-only";
import { revokeAccess } from "../../credentials/revoke-access";
import { inTransaction } from "../../db";
import { auditAsOperator } from "../audit-as-operator";
import { type Acting, recordAction } from "../record-action";
import { userCommand } from "../commands/user-command";
import {
  type OperatorAction,
  type OutcomeOf,
  type PersonAction,
  unchanged,
} from "./operator-action";

/** Signs a user out everywhere, and voids what else would let somebody in without the password. */
export async function endSessionsOf(
  userId: string,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "ended"; sessions: number } | { outcome: "unchanged" }> {
  return inTransaction(async (tx) => {
    if ((await tx.user.count({ where: { id: userId, confirmedAt: { not: null } } })) === 0)
      return { outcome: "unchanged" };
    const sessions = await tx.session.count({
      where: { userId, endedAt: null, expiresAt: { gt: now } },
    });
    const isNew = await recordAction(tx, acting, { name: "sessions_ended", subject: userId }, now);
    // Without a session, too: a link or a code on its way would open one.
    if (!isNew) return { outcome: "unchanged" };
    await revokeAccess(tx, { userId }, now);
    await auditAsOperator(tx, userId, "signed_out_by_operator", now);
    return { outcome: "ended", sessions };
  });
}

const page: PersonAction<OutcomeOf<typeof endSessionsOf>> = {
  name: "end-sessions",
  title: "Sign out everywhere",
  pending: "Signing out…",
  meaning:
    "Signs out all devices and cancels pending password reset and email change links. The password doesn’t change.",
  // Also without a session: links and codes on their way would open one.
  isOffered: ({ account }) => Boolean(account?.confirmedAt),
  run: async ({ person: { account } }, acting) =>
    account ? endSessionsOf(account.id, acting) : { outcome: "unchanged" },
  outcomes: {
    ended: {
      tone: "success",
      title: "Signed out everywhere",
      text: "Each device will have to sign in again.",
      line: "is signed out everywhere.",
    },
    unchanged: { ...unchanged, line: "isn’t confirmed, so no one can be signed in." },
  },
};

export const endSessionsAction = {
  trail: { sessions_ended: "Signed a user out everywhere" },
  page,
  commands: [userCommand("sign-out", page)],
} satisfies OperatorAction;
