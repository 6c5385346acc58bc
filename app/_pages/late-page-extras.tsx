"use client";

import { Late, lazyExtra } from "@/components/late";

const PageExtras = lazyExtra(() => import("./page-extras"));

/** `PageExtras`, which are not in the way of anything that a page needs to work. */
export function LatePageExtras() {
  return (
    <Late>
      <PageExtras />
    </Late>
  );
}
