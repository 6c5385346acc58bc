"use client";

import { type ComponentProps, lazy } from "react";

const Turnstile = lazy(() => import("./turnstile"));

/** Cloudflare's widget. Loaded only where it is shown, and by default that is nowhere. */
export function Captcha(props: ComponentProps<typeof Turnstile>) {
  return <Turnstile {...props} />;
}
