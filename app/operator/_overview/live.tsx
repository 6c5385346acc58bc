"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { cx } from "@/components/ui/cx";
import { TextLink } from "@/components/ui/text-link";
import { useIsInBrowser } from "@/components/use-is-in-browser";

type Props = {
  /** When the figures were read. */
  readAt: Date;
  /** This very page, for browsers without JavaScript. */
  href: string;
};

const EVERY_MS = 5_000;

const inZone = (timeZone?: string) =>
  new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone });

/**
 * Any answer means that the server is there. Without one, Next.js would leave for an error page.
 */
async function isServerThere(): Promise<boolean> {
  try {
    await fetch("/icon.svg", { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

/** Reads the page's figures again every few seconds while the page is looked at, until it is paused. */
export function Live({ readAt, href }: Props) {
  const router = useRouter();
  const isInBrowser = useIsInBrowser();
  const [isPaused, setPaused] = useState(false);
  const [isAway, setAway] = useState(false);
  const [isReading, startReading] = useTransition();

  useEffect(() => {
    if (isPaused || isReading) return;
    const read = () => {
      if (document.visibilityState !== "visible") return;
      startReading(async () => {
        const isThere = await isServerThere();
        setAway(!isThere);
        if (isThere) router.refresh();
      });
    };
    const timer = setInterval(read, EVERY_MS);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [isPaused, isReading, router]);

  const time = isInBrowser ? inZone().format(readAt) : `${inZone("UTC").format(readAt)} UTC`;
  return (
    <p className="flex min-h-11 flex-wrap items-center gap-x-3 text-sm text-ink-soft">
      {isInBrowser && (
        <span
          aria-hidden="true"
          className={cx(
            "size-2.5 rounded-full border",
            isAway
              ? "border-danger"
              : isPaused
                ? "border-line-strong"
                : "border-success bg-success",
          )}
        />
      )}
      <span className="tabular-nums">
        {isAway ? `Can’t reach the server. Last updated ${time}` : `Updated ${time}`}
        {isInBrowser && !isAway && (isPaused ? " · paused" : " · live")}
      </span>
      {isInBrowser ? (
        <button
          type="button"
          aria-pressed={isPaused}
          onClick={() => setPaused(!isPaused)}
          className="min-h-11 cursor-pointer rounded-sm border border-line-strong px-3 font-medium text-ink transition-colors hover:bg-sunken aria-pressed:bg-accent-tint lg:min-h-8"
        >
          Pause
        </button>
      ) : (
        <TextLink href={href}>Refresh</TextLink>
      )}
    </p>
  );
}
