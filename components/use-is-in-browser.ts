"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether scripts run: false on the server and for the first look in the browser. */
export function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
