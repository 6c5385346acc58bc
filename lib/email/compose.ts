import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { EmailSender } from "../email-sender";
import type { Locale } from "../i18n/locales";

/** What a template became: the same facts twice, in one language. */
export type RenderedEmail = { locale: Locale; subject: string; html: string; text: string };

type Envelope = {
  from: EmailSender;
  replyTo?: EmailSender;
  to: string;
  deliveryId: string;
};

/**
 * The message as it goes over the wire. Raw, because SES's simple form cannot carry these headers:
 * - `Auto-Submitted` (RFC 3834) and `X-Auto-Response-Suppress` (Exchange) keep out-of-office
 *   replies away.
 * - `X-Entity-Ref-ID` keeps mailboxes from folding separate emails into one thread.
 * - `Content-Language` tells readers and filters which language to expect.
 *
 * Every line ends with CRLF (RFC 5322). Nodemailer leaves the lines of a body as they are, and
 * what SES gets is not mended on its way.
 */
export function composeMessage(
  { from, replyTo, to, deliveryId }: Envelope,
  { locale, subject, html, text }: RenderedEmail,
): Promise<Buffer> {
  return new MailComposer({
    from,
    replyTo,
    to,
    subject,
    html,
    text,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
      "Content-Language": locale,
      "X-Entity-Ref-ID": deliveryId,
    },
    newline: "windows",
  })
    .compile()
    .build();
}
