import "server-only";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { env } from "../env";

/** What a template became: the same facts twice. */
export type RenderedEmail = { subject: string; html: string; text: string };

/**
 * The message as it goes over the wire. Raw, because SES's simple form cannot carry
 * `Auto-Submitted`, which keeps out-of-office replies away (RFC 3834), nor the reference
 * that keeps mailboxes from folding separate emails into one thread.
 */
export function composeMessage(
  to: string,
  deliveryId: string,
  mail: RenderedEmail,
): Promise<Buffer> {
  return new MailComposer({
    from: env.MAIL_FROM,
    replyTo: env.MAIL_REPLY_TO,
    to,
    ...mail,
    headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": deliveryId },
  })
    .compile()
    .build();
}
