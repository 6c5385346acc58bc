import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";
import { brand } from "@/lib/brand";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { AccountMenu } from "../../_pages/account-menu";
import { GlobalSearch } from "./global-search";
import { OperatorNav } from "./operator-nav";

type Props = { children: ReactNode };

/**
 * The frame of the console: logo, host, search, account menu and pages. On a wide screen they
 * stand at the left, because a list needs the height.
 */
export function OperatorFrame({ children }: Props) {
  return (
    <div className="mx-auto min-h-dvh max-w-400 bg-surface lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="border-line bg-paper max-lg:border-b lg:border-x">
        <div className="z-20 flex flex-col gap-2 px-3 pt-2 lg:sticky lg:top-0 lg:gap-4 lg:pt-3">
          <header className="flex flex-wrap items-center gap-x-4 gap-y-2 lg:gap-y-4">
            <a
              href={paths.operator}
              className="order-1 -m-1 mr-auto flex min-h-11 min-w-0 items-center gap-2.5 rounded-sm p-1"
            >
              <Logo className="size-7 shrink-0 text-brass" />
              <span className="flex min-w-0 flex-col leading-tight">
                <span className="font-semibold tracking-tight">{brand.name}</span>
                <span className="truncate text-sm text-ink-soft">{new URL(env.APP_URL).host}</span>
              </span>
            </a>
            <GlobalSearch className="order-3 w-full sm:order-2 sm:w-80 lg:order-3 lg:w-full" />
            <div className="order-2 sm:order-3 lg:order-2">
              <AccountMenu />
            </div>
          </header>
          <OperatorNav />
        </div>
      </div>
      {/* Focusable so that the skip link moves the focus and not only the view. */}
      <main
        id="main"
        tabIndex={-1}
        className="flex min-w-0 flex-col gap-4 px-4 pb-12 outline-none max-lg:pt-4 lg:px-6"
      >
        {children}
      </main>
    </div>
  );
}
