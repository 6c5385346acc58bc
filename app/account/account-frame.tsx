import type { ReactNode } from "react";
import { TextProvider } from "@/components/text";
import { BackLink } from "@/components/ui/back-link";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { Logo } from "@/components/ui/logo";
import { PageHeading } from "@/components/ui/page-heading";
import { brand } from "@/lib/brand";
import { FORMATS_OF } from "@/lib/i18n/locales";
import { getLocale, getTranslations } from "@/lib/i18n/request-locale";
import { type Namespace, rawMessages } from "@/lib/i18n/translations";
import { paths } from "@/lib/paths";
import { AccountMenu } from "../_pages/account-menu";
import { PageFooter } from "../_pages/page-footer";
import { accountPages } from "./account-pages";

type LinkProps = {
  page: { href: string; title: string; icon: string };
  path: string;
  isDanger?: boolean;
};

/** Whether a page belongs to another one. All belong to the overview. */
const isAbove = (href: string, path: string) =>
  href !== paths.account && path.startsWith(`${href}/`);

/**
 * The current page, or the one that it belongs to, is underlined in forced colours, which drop its
 * background.
 */
function NavLink({ page: { href, title, icon }, path, isDanger }: LinkProps) {
  return (
    <a
      href={href}
      aria-current={href === path ? "page" : isAbove(href, path) || undefined}
      className={cx(
        "flex min-h-11 items-center gap-3 rounded-md px-3 transition-colors hover:bg-sunken aria-[current]:font-medium forced-colors:aria-[current]:underline",
        isDanger
          ? "text-danger aria-[current]:bg-danger-tint"
          : "text-ink-soft hover:text-ink aria-[current]:bg-accent-tint aria-[current]:text-accent",
      )}
    >
      <Icon shape={icon} />
      {title}
    </a>
  );
}

/** The way to the other pages of the account, where there is room beside this one. */
async function AccountNav({ path }: { path: string }) {
  const [t, { deletion, ...pages }] = [await getTranslations("account"), await accountPages()];
  return (
    <nav aria-label={t("title")} className="hidden w-56 shrink-0 md:block">
      <ul className="sticky top-6 flex flex-col gap-1">
        {Object.values(pages).map((page) => (
          <li key={page.href}>
            <NavLink page={page} path={path} />
          </li>
        ))}
        <li className="mt-2 border-t border-line pt-3">
          <NavLink page={deletion} path={path} isDanger />
        </li>
      </ul>
    </nav>
  );
}

type Props = {
  /** The page's own. */
  path: string;
  title: string;
  intro?: ReactNode;
  /** What just happened. */
  news?: ReactNode;
  /** Instead of the title alone, as a heading. */
  heading?: ReactNode;
  /** The namespaces whose texts components of this page need in the browser. */
  texts?: Namespace[];
  children: ReactNode;
};

/**
 * The frame of the account's pages: the other pages at the left where there is room, and the way
 * back to the page above on a phone.
 */
export async function AccountFrame({
  path,
  title,
  intro,
  news,
  heading,
  texts = [],
  children,
}: Props) {
  const [locale, pages] = [await getLocale(), await accountPages()];
  const { overview } = pages;
  const above = Object.values(pages).find(({ href }) => isAbove(href, path)) ?? {
    ...overview,
    title: (await getTranslations("account"))("title"),
  };
  const handedOver = Object.fromEntries(texts.map((name) => [name, rawMessages(locale, name)]));
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col px-4 sm:px-8">
      <header className="flex items-center justify-between gap-4 border-b border-line py-3">
        <a
          href={paths.home}
          className="-m-1 flex min-h-11 items-center gap-2.5 rounded-sm p-1 text-lg font-semibold tracking-tight"
        >
          <Logo className="size-8 text-brass" />
          {brand.name}
        </a>
        <AccountMenu />
      </header>
      <div className="flex flex-1 gap-12 pt-6 pb-12 md:pt-10">
        <AccountNav path={path} />
        {/* Focusable so that the skip link moves the focus and not only the view. */}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col gap-6 outline-none">
          <TextProvider locale={FORMATS_OF[locale]} texts={handedOver}>
            {path !== paths.account && (
              <BackLink href={above.href} className="md:hidden">
                {above.title}
              </BackLink>
            )}
            {heading ?? <PageHeading title={title}>{intro}</PageHeading>}
            {news}
            {children}
          </TextProvider>
        </main>
      </div>
      <footer className="border-t border-line py-4 text-sm text-ink-soft">
        <PageFooter />
      </footer>
    </div>
  );
}
