"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { TextLink } from "@/components/ui/text-link";

/**
 * When to look, after the page was shown: an email or a text is usually handed over within a second
 * of the press, and what becomes of it is known within some more.
 */
const LOOKS_MS = [2_000, 6_000, 20_000];

type Props = {
  /** Whether what the page waits for is still on its way. */
  isMoving: boolean;
};

/**
 * Shows the page's newest state: some times while something is on its way, and whenever somebody
 * comes back to the page. What was typed meanwhile stays.
 */
export function KeepLooking({ isMoving }: Props) {
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
  return null;
}

/** The same, and on a press. */
export function LookAgain({ here, isMoving }: Props & { here: string }) {
  const t = useText("emailStatus");
  const router = useRouter();
  return (
    <p className="ps-12 text-sm">
      <KeepLooking isMoving={isMoving} />
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
