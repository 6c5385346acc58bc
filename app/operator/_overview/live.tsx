"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useSyncExternalStore, useTransition } from "react";
import { TextLink } from "@/components/ui/text-link";

type Props = {
  /** When the figures were read, as people read it. */
  readAt: string;
  /** This very page, for browsers without JavaScript. */
  href: string;
};

const EVERY_MS = 5_000;
const never = () => () => undefined;

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

/** Reads the page's figures anew every few seconds while somebody looks, until they pause it. */
export function Live({ readAt, href }: Props) {
  const router = useRouter();
  const isInBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
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

  return (
    <p className="flex min-h-11 flex-wrap items-center gap-x-4 text-sm text-ink-soft">
      <span className="tabular-nums">
        {isAway ? "The server does not answer; as of" : "As of"} {readAt}
      </span>
      {isInBrowser ? (
        <button
          type="button"
          aria-pressed={isPaused}
          onClick={() => setPaused(!isPaused)}
          className="min-h-9 cursor-pointer rounded-md border border-line-strong px-3 font-medium text-ink transition-colors hover:bg-sunken aria-pressed:bg-accent-tint"
        >
          Pause
        </button>
      ) : (
        <TextLink href={href}>Refresh</TextLink>
      )}
    </p>
  );
}
