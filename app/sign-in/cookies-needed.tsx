"use client";

import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => {};

/** Tells before the form is sent that a browser without cookies stays outside. */
export function CookiesNeeded({ children }: { children: ReactNode }) {
  const areTaken = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  return areTaken ? null : children;
}
