import { paths } from "@/lib/paths";

/** In an address: the request for a new password that a page waits with. Without it, the newest. */
export const REQUEST = "request";

/** The page that waits for the email of one wish, whichever others were made in this browser. */
export function requestHref(passwordResetId: string): string {
  return `${paths.resetPassword}?sent&${REQUEST}=${passwordResetId}`;
}
