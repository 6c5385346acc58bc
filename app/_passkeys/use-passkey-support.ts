"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether this browser knows passkeys. On the server it is taken for one that does. */
export function usePasskeySupport(): boolean {
  return useSyncExternalStore(
    never,
    () => typeof PublicKeyCredential === "function",
    () => true,
  );
}
