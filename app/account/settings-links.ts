import "server-only";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";

/** The pages below the account, each with its title and what it is for. */
export async function settingsLinks() {
  const [address, password, sessions, activity, data, deletion] = await Promise.all([
    getTranslations("accountAddress"),
    getTranslations("accountPassword"),
    getTranslations("accountSessions"),
    getTranslations("accountActivity"),
    getTranslations("accountData"),
    getTranslations("accountDelete"),
  ]);
  return [
    { href: paths.accountAddress, title: address("title"), text: address("summary") },
    { href: paths.accountPassword, title: password("title"), text: password("summary") },
    { href: paths.accountSessions, title: sessions("title"), text: sessions("summary") },
    { href: paths.accountActivity, title: activity("title"), text: activity("summary") },
    { href: paths.accountData, title: data("title"), text: data("summary") },
    { href: paths.accountDelete, title: deletion("title"), text: deletion("summary") },
  ];
}
