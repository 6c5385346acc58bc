import { AddressText } from "@/components/ui/address-text";
import { Icon } from "@/components/ui/icon";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { person, signOut } from "../account/account-icons";
import { shield } from "../account/account-icons"; // operator's console
import { leave } from "../account/actions";
import { AboutField } from "../_forms/about-field";

/** Leads a person who is signed in to the account and out of it, on every page. */
export async function AccountMenu() {
  const [account, t] = [await currentAccount(), await getTranslations("account")];
  if (!account) return null;
  const links = [{ href: paths.account as string, label: t("menuAccount"), icon: person }];
  const operator = { href: paths.operator, label: t("menuOperator"), icon: shield }; // operator's console
  if (account.isOperator) links.push(operator); // operator's console
  return (
    <details data-menu className="relative">
      <summary className="grid size-11 cursor-pointer list-none place-items-center rounded-full border border-transparent bg-accent-tint font-semibold text-accent transition-colors hover:border-accent [&::-webkit-details-marker]:hidden">
        <span aria-hidden="true">{account.address.charAt(0).toUpperCase()}</span>
        <span className="sr-only">{t("menu")}</span>
      </summary>
      <div className="absolute end-0 z-10 mt-2 flex w-64 flex-col rounded-lg border border-line bg-surface p-2 shadow-card">
        <p className="mb-2 border-b border-line px-3 pt-1 pb-3 text-sm text-ink-soft">
          {t("signedInAs")}
          <span className="block font-medium wrap-anywhere hyphens-none text-ink">
            <AddressText>{account.address}</AddressText>
          </span>
        </p>
        {links.map(({ href, label, icon }) => (
          <a
            key={href}
            href={href}
            className="flex min-h-11 items-center gap-3 rounded-md px-3 font-medium transition-colors hover:bg-sunken"
          >
            <Icon shape={icon} className="text-ink-soft" />
            {label}
          </a>
        ))}
        <form action={leave}>
          <AboutField id={account.userId} />
          <SubmitButton
            variant="quiet"
            pendingLabel={t("signingOut")}
            className="w-full justify-start px-3! text-ink!"
          >
            <span className="flex items-center gap-3">
              <Icon shape={signOut} className="text-ink-soft" />
              {t("signOut")}
            </span>
          </SubmitButton>
        </form>
      </div>
    </details>
  );
}
