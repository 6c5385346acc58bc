import { createHmac } from "node:crypto";
import { SECOND } from "./clock";

/** Keys carry a prefix for people to read, which takes no part in signing. */
const KEY_PREFIX = /^signkey-\w+-/;

/** The header X-Inngest-Signature, by which the app knows that whoever asks has the signing key. */
export function signForInngest(body: string, key: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / SECOND);
  const secret = key.replace(KEY_PREFIX, "");
  return `t=${seconds}&s=${createHmac("sha256", secret).update(`${body}${seconds}`).digest("hex")}`;
}
