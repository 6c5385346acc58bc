import "server-only";
import type { Delivery, Verification } from "../db";
import { env } from "../env";
import { deliveryBinding } from "../verification/inspect-link";
import { linkToken } from "../verification/link-token";
import { LINKS, toLinkUse } from "../verification/links";

/**
 * The whole URL of a page. From the environment, never from a request: a forged Host must
 * not end up in an email.
 */
export function absoluteUrl(path: string): string {
  return `${env.APP_URL}${path}`;
}

/** The link of a verification. */
export function toLinkUrl(verification: Verification): string {
  const use = toLinkUse(verification);
  return absoluteUrl(`${LINKS[use].path}/${linkToken(use, verification)}`);
}

/** The link by which the reader of an email says "this was not me". */
export function toNotMeUrl(delivery: Delivery): string {
  return absoluteUrl(
    `${LINKS["not-me-link"].path}/${linkToken("not-me-link", deliveryBinding(delivery))}`,
  );
}
