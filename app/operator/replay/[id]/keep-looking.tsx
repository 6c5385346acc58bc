"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TextLink } from "@/components/ui/text-link";

type Props = {
  /** This very page, for browsers without JavaScript. */
  href: string;
};

const EVERY_MS = 2_000;

/** Reads the page again every other second while it is looked at; it is left out once all is done. */
export function KeepLooking({ href }: Props) {
  const router = useRouter();

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);

  return (
    <p className="text-sm text-ink-soft">
      You can close this page: it keeps running. <TextLink href={href}>Refresh</TextLink>
    </p>
  );
}
