import { paths } from "@/lib/paths";

/** In an address: the registration that a page is about. Without it, it is the browser's newest. */
export const REGISTRATION = "registration";

/** The waiting page of one registration, whichever others were made in this browser. */
export function waitingHref(registrationId: string, path: string = paths.checkYourEmail): string {
  return `${path}?${REGISTRATION}=${registrationId}`;
}
