"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { Alert } from "@/components/ui/alert";

const never = () => () => {};

type Props = { title: string; children: ReactNode };

/** Tells before the form is sent that a browser without cookies stays outside. */
export function CookiesNeeded({ title, children }: Props) {
  const areTaken = useSyncExternalStore(
    never,
    () => navigator.cookieEnabled,
    () => true,
  );
  if (areTaken) return null;
  return (
    <Alert tone="warning" title={title}>
      {children}
    </Alert>
  );
}
