import { randomUUID } from "node:crypto";
import type { SentMail } from "@latchkey/ses-local/sent-mail";
import { sesEvent, type SesEvent, sesEvents as published } from "@latchkey/ses-local/ses-events";

type About = { deliveryId?: string; messageId?: string; address?: string; at?: Date };

const momentOf = ({ at = new Date() }: About) => at;
const recipientOf = ({ address = "ada@example.com" }: About) => address;

/** An email of ours, as SES remembers it. */
function mailOf(about: About): SentMail {
  const { deliveryId, messageId = randomUUID() } = about;
  const to = recipientOf(about);
  return {
    messageId,
    from: "no-reply@latchkey.example",
    recipients: [to],
    headers: [
      { name: "From", value: "Latchkey <no-reply@latchkey.example>" },
      { name: "To", value: to },
      { name: "Subject", value: "Confirm your email" },
    ],
    tags: {
      "ses:configuration-set": ["latchkey"],
      ...(deliveryId && { delivery: [deliveryId] }),
    },
    sentAt: momentOf(about),
  };
}

/** Events as SES publishes them for a configuration set, those of the local SES and more. */
export const sesEvents = {
  send: (about: About) => published.send(mailOf(about)),

  delivery: (about: About) => published.delivery(mailOf(about), momentOf(about)),

  delay: (about: About, expirationTime = new Date(Date.now() + 3_600_000)) =>
    published.delay(mailOf(about), momentOf(about), expirationTime),

  bounce: (
    about: About,
    bounceType = "Permanent",
    bounceSubType = "General",
    { status = "5.1.1", words = `550 5.1.1 <${recipientOf(about)}>: user unknown` } = {},
  ) =>
    published.bounce(mailOf(about), momentOf(about), {
      bounceType,
      bounceSubType,
      action: "failed",
      status,
      diagnosticCode: `smtp; ${words}`,
    }),

  complaint: (about: About, complaintFeedbackType = "abuse") =>
    published.complaint(mailOf(about), momentOf(about), complaintFeedbackType),

  reject: (about: About) =>
    sesEvent("Reject", mailOf(about), { reject: { reason: "Bad content" } }),

  renderingFailure: (about: About) =>
    sesEvent("Rendering Failure", mailOf(about), {
      failure: { errorMessage: "Attribute 'name' is not present.", templateName: "Welcome" },
    }),

  open: (about: About) =>
    sesEvent("Open", mailOf(about), {
      open: {
        timestamp: momentOf(about).toISOString(),
        userAgent: "Mozilla/5.0",
        ipAddress: "192.0.2.1",
      },
    }),
} as const;

/** The same event as a notification of an identity: another name for the kind, and no tags. */
export function asIdentityNotification(event: SesEvent) {
  const { eventType, mail: about, ...rest } = event;
  return { notificationType: eventType, ...rest, mail: { ...about, tags: undefined } };
}
