import "server-only";
import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import type { Account } from "@/lib/session/current-account";
import { confirmIdentityPath } from "@/lib/session/require-account";
import type { Subject } from "../../_forms/form-action";
import { accountShown } from "../account-shown";

const shown = accountShown(paths.accountSecurity);

/**
 * The account that a form of these pages showed, after a proof within two hours: whoever finds a
 * browser open must neither add a factor of theirs nor remove the owner's.
 */
export const freshAccountShown: Subject<Account> = async (about, typed) => {
  const account = await shown(about, typed);
  return account.isFresh ? account : redirect(confirmIdentityPath(paths.accountSecurity));
};
