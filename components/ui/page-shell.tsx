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

/**
 * The frame of a page: header with the wordmark, main part, footer. A narrow page is one centred
 * column, its heading centred, too (`in-data-[frame=narrow]`).
 */
export function PageShell({ children, width = "narrow", actions, footer }: Props) {
  const isNarrow = width === "narrow";
  return (
    <div data-frame={width} className="flex min-h-dvh flex-col">
      <header
        className={cx(
          "relative mx-auto flex min-h-19 w-full max-w-5xl items-center gap-x-4 px-4 py-4 sm:px-8",
          isNarrow ? "justify-center sm:pt-10" : "justify-between",
        )}
      >
        <a
          href={paths.home}
          className="flex min-h-11 items-center gap-2.5 rounded-sm text-lg font-semibold tracking-tight"
        >
          <Logo className="size-8 text-brass" />
          {brand.name}
        </a>
        {actions && (
          <div className={cx(isNarrow && "absolute end-4 top-4 sm:end-8")}>{actions}</div>
        )}
      </header>
      {/* Focusable so that the skip link moves the focus and not only the view. */}
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "mx-auto flex w-full flex-1 flex-col gap-6 px-4 pt-4 pb-12 outline-none sm:px-8",
          isNarrow ? "max-w-lg sm:pt-6" : "max-w-5xl sm:pt-10",
        )}
      >
        {children}
      </main>
      <footer
        className={cx(
          "mx-auto w-full px-4 py-4 text-sm text-ink-soft sm:px-8",
          isNarrow ? "max-w-2xl" : "max-w-5xl",
        )}
      >
        {footer}
      </footer>
    </div>
  );
}
