"use client";

import { useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert";

const never = () => () => {};

/** Tells before the form is sent that a browser without cookies stays outside. */
export function CookiesNeeded() {
  const areTaken = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (areTaken) return null;
  return (
    <Alert tone="warning" title="Your browser refuses cookies">
      Without them we cannot keep you signed in. Allow cookies for this site, or use another
      browser.
    </Alert>
  );
}
