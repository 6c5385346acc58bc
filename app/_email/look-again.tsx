"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { TextLink } from "@/components/ui/text-link";

/**
 * When to look, after the page was shown: an email is usually handed over within a second of the
 * press, and its mailbox provider answers within some more.
 */
const LOOKS_MS = [2_000, 5_000, 10_000, 20_000, 40_000];

type Props = { here: string; isMoving: boolean };

/**
 * Shows the page's newest state: some times after an email was asked for, whenever somebody comes
 * back to the page from their mailbox, and on a press. What was typed meanwhile stays.
 */
export function LookAgain({ here, isMoving }: Props) {
  const t = useText("emailStatus");
  const router = useRouter();

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const timers = isMoving ? LOOKS_MS.map((ms) => setTimeout(look, ms)) : [];
    document.addEventListener("visibilitychange", look);
    return () => {
      timers.forEach(clearTimeout);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, isMoving]);

  return (
    <p className="ps-12 text-sm">
      <TextLink
        href={here}
        onClick={(event) => {
          event.preventDefault();
          router.refresh();
        }}
      >
        {t("refresh")}
      </TextLink>
    </p>
  );
}
