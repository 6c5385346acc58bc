import "server-only";
import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { type Account, currentAccount } from "@/lib/session/current-account";
import { leadToSignIn } from "@/lib/session/require-account";
import { keepTyped } from "@/lib/session/typed-cookie";
import type { Subject } from "../_forms/form-action";

/**
 * The account that a form's page showed, while it is the one that is signed in. Whoever is
 * signed out signs in and comes back to what they typed. Whoever is signed in as somebody
 * else by now is told so.
 *
 * @param page the form's page, to come back to; or what tells it from the form's fields
 */
export function accountShown(
  page: string | ((typed: Record<string, string>) => string),
): Subject<Account> {
  return async (about, typed) => {
    const path = typeof page === "string" ? page : page(typed);
    const account = await currentAccount();
    if (account && account.userId !== about) return redirect(`${paths.account}?other-account`);
    if (account) return account;
    if (about && path === page) await keepTyped(path, about, typed);
    return leadToSignIn(path);
  };
}
