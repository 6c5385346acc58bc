import "server-only";
import type { Delivery } from "../db";
import { env } from "../env";
import { paths } from "../paths";
import { deliveryBinding } from "../verification/inspect-link";
import { linkToken } from "../verification/link-token";

/**
 * The whole URL of a page. From the environment, never from a request: a forged Host must
 * not end up in an email.
 */
export function absoluteUrl(path: string, token?: string): string {
  return `${env.APP_URL}${path}${token ? `/${token}` : ""}`;
}

/** The link by which the reader of an email says "this was not me". */
export function toNotMeUrl(delivery: Delivery): string {
  return absoluteUrl(paths.notMe, linkToken("not-me-link", deliveryBinding(delivery)));
}
