"use client";

import { lazy } from "react";

/** Cloudflare's widget. Loaded only where it is shown, and by default that is nowhere. */
export const Captcha = lazy(() => import("./turnstile"));
