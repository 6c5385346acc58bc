"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TextLink } from "@/components/ui/text-link";

type Props = {
  /** This very page, for browsers without JavaScript. */
  href: string;
};

const EVERY_MS = 2_000;

/** Reads the page anew every other second while somebody looks; it is left out once all is done. */
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
      You may leave this page: it goes on by itself. <TextLink href={href}>Look again</TextLink>
    </p>
  );
}
