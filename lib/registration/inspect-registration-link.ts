import "server-only";
import { inspectLink } from "../verification/inspect-link";

/** The link that confirms a registration, looked up with that registration. Changes nothing. */
export function inspectRegistrationLink(token: string, now: Date) {
  return inspectLink(token, "confirm-link", ({ registration }) => registration, now);
}
