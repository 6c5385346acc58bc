import "server-only";
import { normaliseAddress } from "../../request/address";
import type { UserRole } from "../../db";
import { findByAddress } from "../timeline/person";
import { setRole } from "../set-role";
import { commandLineContext, type Answer, misuse } from "./command";

/** "<address>", which is how the first operator is made, and "withdraw <address>". */
export async function roleCommand(
  typed: string,
  role: UserRole,
  reason: string | undefined,
): Promise<Answer> {
  if (!normaliseAddress(typed)) return misuse(`"${typed}" is no address.`);
  const person = await findByAddress(typed);
  const address = person?.address ?? typed;
  const { outcome } = await setRole(
    address,
    role,
    commandLineContext(reason ?? "made by command line"),
  );
  const isLocked = Boolean(person?.account?.lockedAt);
  const isThere = person?.account?.role === role;
  const value = { address, role, outcome };
  const words = role === "operator" ? "an operator" : "a plain member";
  switch (outcome) {
    case "changed":
      return { exitCode: 0, value, lines: [`${address} is ${words} now.`] };
    case "unchanged":
      return isThere || !isLocked
        ? { exitCode: 0, value, lines: [`${address} is ${words} already.`] }
        : { exitCode: 1, value, lines: [`${address} is locked. Unlock the account first.`] };
    case "not_confirmed": {
      const next = person?.account
        ? `${address} is not confirmed yet. Open the link in the mail, then do this again.`
        : `Nobody has an account with ${address}. Register it in the app and confirm it by the mail, then do this again.`;
      return { exitCode: 1, value, lines: [next] };
    }
  }
}
