"use client";

import { Suspense } from "react";
import { lazyExtra } from "@/components/late";
import { useIsInBrowser } from "@/components/use-is-in-browser";

const PasskeyForm = lazyExtra(() => import("./passkey-form"));

type Props = { next?: string };

/**
 * Signing in by a passkey. It needs scripts anyway, so it comes once the page works. Its room is kept
 * meanwhile: what stands below must not move under a finger.
 */
export function LatePasskeyForm({ next }: Props) {
  const room = <div className="h-21 noscript:hidden" />;
  if (!useIsInBrowser()) return room;
  return (
    <Suspense fallback={room}>
      <PasskeyForm next={next} />
    </Suspense>
  );
}
