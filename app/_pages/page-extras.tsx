"use client";

import { useEffect } from "react";
import { FormNotices } from "../_forms/form-notices";
import { watchMenus } from "./watch-menus";

/** What every page does for its forms and menus, as soon as it works. */
export default function PageExtras() {
  useEffect(watchMenus, []);
  // To be at hand when the server is out of reach, or has another build by then.
  useEffect(() => void import("./error-message").catch(() => undefined), []);
  return <FormNotices />;
}
