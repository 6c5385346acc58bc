import "server-only";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { bin, download, envelope, key, laptop, list, person, shield } from "./account-icons";

/** A page of the account, as links show it. */
type AccountPageLink = { href: string; icon: string; title: string; text: string };

/** The account's pages in the order of their links, each with its title and what it is for. */
export async function accountPages() {
  const [account, address, password, security, sessions, activity, data, deletion] =
    await Promise.all([
      getTranslations("account"),
      getTranslations("accountAddress"),
      getTranslations("accountPassword"),
      getTranslations("accountSecurity"),
      getTranslations("accountSessions"),
      getTranslations("accountActivity"),
      getTranslations("accountData"),
      getTranslations("accountDelete"),
    ]);
  const page = (
    href: string,
    icon: string,
    t: (key: "title" | "summary") => string,
  ): AccountPageLink => ({ href, icon, title: t("title"), text: t("summary") });
  return {
    overview: { href: paths.account, icon: person, title: account("overview") },
    address: page(paths.accountAddress, envelope, address),
    password: page(paths.accountPassword, key, password),
    security: page(paths.accountSecurity, shield, security),
    sessions: page(paths.accountSessions, laptop, sessions),
    activity: page(paths.accountActivity, list, activity),
    data: page(paths.accountData, download, data),
    deletion: page(paths.accountDelete, bin, deletion),
  };
}
