"use client";

import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { useIsInBrowser } from "./use-is-in-browser";

/**
 * A component that is loaded when it is first shown, and that a page can do without. Where it cannot
 * be loaded nothing stands in its place, while `lazy` alone would show the page of an error.
 */
export function lazyExtra<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
) {
  return lazy<ComponentType<Props>>(() => load().catch(() => ({ default: () => null })));
}

/** Shows such a component as soon as the page works: what it loads is not in the way of that. */
export function Late({ children }: { children: ReactNode }) {
  return useIsInBrowser() ? <Suspense>{children}</Suspense> : null;
}
