import "server-only";
import { inTransaction, type UserRole } from "../../db";
import { normaliseAddress } from "../../request/address";
import { type Answer, type Command, commandLineContext, misuse } from "../commands/command";
import { type Acting, recordAction } from "../record-action";
import { findByAddress } from "../timeline/person";
import type { OperatorAction } from "./operator-action";

/**
 * Makes someone an operator, or no longer. They need a confirmed account first: whoever
 * proves the address would be the operator.
 */
export async function setRole(
  address: string,
  role: UserRole,
  acting: Acting,
  now = new Date(),
): Promise<{ outcome: "changed" | "unchanged" | "not_confirmed" }> {
  return inTransaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { address } });
    if (!user?.confirmedAt) return { outcome: "not_confirmed" };
    const { count } = await tx.user.updateMany({
      where: { id: user.id, role: { not: role }, lockedAt: null },
      data: { role },
    });
    if (count === 0) return { outcome: "unchanged" };
    const name = role === "operator" ? "role_granted" : "role_withdrawn";
    await recordAction(tx, acting, { name, subject: user.id }, now);
    return { outcome: "changed" };
  });
}

async function changeRole(typed: string, role: UserRole, reason: string): Promise<Answer> {
  if (!normaliseAddress(typed)) return misuse(`"${typed}" is not an email address.`);
  const person = await findByAddress(typed);
  const address = person?.address ?? typed;
  const { outcome } = await setRole(address, role, commandLineContext(reason));
  const isLocked = Boolean(person?.account?.lockedAt);
  const isThere = person?.account?.role === role;
  const value = { address, role, outcome };
  const words = role === "operator" ? "an operator" : "a member";
  switch (outcome) {
    case "changed":
      return { exitCode: 0, value, lines: [`${address} is now ${words}.`] };
    case "unchanged":
      return isThere || !isLocked
        ? { exitCode: 0, value, lines: [`${address} is already ${words}.`] }
        : { exitCode: 1, value, lines: [`${address} is locked. Unlock the account first.`] };
    case "not_confirmed": {
      const next = person?.account
        ? `${address} isn’t confirmed yet. Open the link in the email, then run this again.`
        : `No account for ${address}. Sign up in the app, confirm the email, then run this again.`;
      return { exitCode: 1, value, lines: [next] };
    }
  }
}

/** The first operator is made like this, too. */
const grant: Command = {
  words: [],
  usage: "<address>",
  summary: "Grant the operator role",
  needsReason: false,
  run: (address, { reason }) =>
    changeRole(address, "operator", reason || "Set from the command line"),
};

const withdraw: Command = {
  words: ["withdraw"],
  usage: "<address>",
  summary: "Remove the operator role",
  needsReason: true,
  question: "Missing email address.",
  run: (address, { reason }) => changeRole(address, "member", reason),
};

export const setRoleAction = {
  trail: {
    role_granted: "Granted the operator role",
    role_withdrawn: "Removed the operator role",
  },
  commands: [grant, withdraw],
} satisfies OperatorAction;
