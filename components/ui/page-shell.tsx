import type { ReactNode } from "react";
import { brand } from "@/lib/brand";
import { paths } from "@/lib/paths";
import { cx } from "./cx";
import { Logo } from "./logo";

type Props = {
  children: ReactNode;
  /** "narrow" for one form or one message, "wide" for a page that is read. */
  width?: "narrow" | "wide";
  /** At the right of the header. */
  actions?: ReactNode;
  footer?: ReactNode;
};

/** The frame of every page: header with the wordmark, main part, footer. */
export function PageShell({ children, width = "narrow", actions, footer }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-4 sm:px-8 sm:py-6">
        <a
          href={paths.home}
          className="-m-1 flex items-center gap-2.5 rounded-sm p-1 text-lg font-semibold tracking-tight"
        >
          <Logo className="size-8 text-brass" />
          {brand.name}
        </a>
        {actions}
      </header>
      {/* Focusable so that the skip link moves the focus and not only the view. */}
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "mx-auto flex w-full flex-1 flex-col gap-6 px-4 pt-4 pb-12 outline-none sm:px-8 sm:pt-10",
          width === "narrow" ? "max-w-lg" : "max-w-5xl",
        )}
      >
        {children}
      </main>
      <footer className="mx-auto w-full max-w-5xl px-4 py-4 text-sm text-ink-soft sm:px-8">
        {footer}
      </footer>
    </div>
  );
}
