"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useText } from "@/components/text";
import { TextLink } from "@/components/ui/text-link";

/** An email is usually handed over within a second of the press. */
const SOON_MS = 2_000;

type Props = { here: string; isMoving: boolean };

/**
 * Shows the page's newest state: once soon after an email was asked for, whenever somebody comes
 * back to the page from their mailbox, and on a press. What was typed meanwhile stays.
 */
export function LookAgain({ here, isMoving }: Props) {
  const t = useText("emailStatus");
  const router = useRouter();

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const soon = isMoving ? setTimeout(look, SOON_MS) : undefined;
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(soon);
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
