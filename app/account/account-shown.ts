import "server-only";
import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { type Account, currentAccount } from "@/lib/session/current-account";
import { leadToConfirmIdentity, leadToSignIn } from "@/lib/session/require-account";
import { keepTyped } from "@/lib/session/typed-cookie";
import type { Subject } from "../_forms/form-action";

type Page = string | ((typed: Record<string, string>) => string);

/**
 * The account that a form's page showed, as `accountShown` finds it, for sensitive changes. Someone
 * who finds a browser open must not make them: an account with a second factor has to have proved it
 * within two hours.
 */
export function provenAccountShown(page: Page): Subject<Account> {
  const shown = accountShown(page);
  return async (about, typed) => {
    const account = await shown(about, typed);
    if (account.isFresh || !account.hasSecondFactor) return account;
    const path = typeof page === "string" ? page : page(typed);
    await keepTyped(path, about, typed);
    return leadToConfirmIdentity(path);
  };
}

/**
 * The account that a form's page showed, while it is the one that is signed in. Whoever is
 * signed out signs in and comes back to what they typed. Whoever is signed in as somebody
 * else by now is told so.
 *
 * @param page the form's page, to come back to; or what tells it from the form's fields
 */
export function accountShown(page: Page): Subject<Account> {
  return async (about, typed) => {
    const path = typeof page === "string" ? page : page(typed);
    const account = await currentAccount();
    if (account && account.userId !== about) return redirect(`${paths.account}?other-account`);
    if (account) return account;
    if (about && path === page) await keepTyped(path, about, typed);
    return leadToSignIn(path);
  };
}
