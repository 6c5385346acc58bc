import "server-only";
import { env } from "../env";
import { sesTransport } from "./ses";
import { smtpTransport } from "./smtp";
import type { RawMail, Transport } from "./transport";

let transport: Transport | undefined;

/**
 * Hands a message to the provider that `MAIL_TRANSPORT` names. The other is never set up.
 *
 * @returns the provider's id of the message
 * @throws SendError; `classifyFailure` tells what it means
 */
export function sendRaw(mail: RawMail): Promise<string> {
  transport ??=
    env.MAIL_TRANSPORT === "smtp" && env.SMTP_URL ? smtpTransport(env.SMTP_URL) : sesTransport();
  return transport.send(mail);
}
