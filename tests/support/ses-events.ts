import { randomUUID } from "node:crypto";

type About = { deliveryId?: string; messageId?: string; address?: string; at?: Date };

/** The part of every event that says which mail it is about, as SES sends it. */
function mail({ deliveryId, messageId = randomUUID(), address, at = new Date() }: About) {
  const to = address ?? "ada@example.com";
  return {
    timestamp: at.toISOString(),
    source: "no-reply@latchkey.example",
    sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/latchkey.example",
    sendingAccountId: "123456789012",
    messageId,
    destination: [to],
    headersTruncated: false,
    headers: [
      { name: "From", value: "Latchkey <no-reply@latchkey.example>" },
      { name: "To", value: to },
      { name: "Subject", value: "Confirm your email" },
    ],
    commonHeaders: { to: [to], messageId, subject: "Confirm your email" },
    tags: {
      "ses:configuration-set": ["latchkey"],
      ...(deliveryId && { delivery: [deliveryId] }),
    },
  };
}

const event = (eventType: string, about: About, rest: object = {}) => ({
  eventType,
  mail: mail(about),
  ...rest,
});

const timestamp = ({ at = new Date() }: About) => at.toISOString();
const recipient = ({ address }: About) => address ?? "ada@example.com";

/** Events as SES publishes them for a configuration set (its documentation's examples). */
export const sesEvents = {
  send: (about: About) => event("Send", about, { send: {} }),

  delivery: (about: About) =>
    event("Delivery", about, {
      delivery: {
        timestamp: timestamp(about),
        processingTimeMillis: 11_893,
        recipients: [recipient(about)],
        smtpResponse: "250 2.6.0 Message received",
        reportingMTA: "mta.example.com",
      },
    }),

  delay: (about: About, expirationTime = new Date(Date.now() + 3_600_000)) =>
    event("DeliveryDelay", about, {
      deliveryDelay: {
        timestamp: timestamp(about),
        delayType: "TransientCommunicationFailure",
        expirationTime: expirationTime.toISOString(),
        delayedRecipients: [
          { emailAddress: recipient(about), status: "4.4.1", diagnosticCode: "smtp; 421 4.4.1" },
        ],
      },
    }),

  bounce: (about: About, bounceType = "Permanent", bounceSubType = "General") =>
    event("Bounce", about, {
      bounce: {
        bounceType,
        bounceSubType,
        bouncedRecipients: [
          {
            emailAddress: recipient(about),
            action: "failed",
            status: "5.1.1",
            diagnosticCode: `smtp; 550 5.1.1 <${recipient(about)}>: user unknown`,
          },
        ],
        timestamp: timestamp(about),
        feedbackId: randomUUID(),
        reportingMTA: "dsn; mta.example.com",
      },
    }),

  complaint: (about: About, complaintFeedbackType = "abuse") =>
    event("Complaint", about, {
      complaint: {
        complainedRecipients: [{ emailAddress: recipient(about) }],
        timestamp: timestamp(about),
        feedbackId: randomUUID(),
        complaintSubType: null,
        complaintFeedbackType,
        userAgent: "ExampleCorp Feedback Loop (V0.01)",
      },
    }),

  reject: (about: About) => event("Reject", about, { reject: { reason: "Bad content" } }),

  renderingFailure: (about: About) =>
    event("Rendering Failure", about, {
      failure: { errorMessage: "Attribute 'name' is not present.", templateName: "Welcome" },
    }),

  open: (about: About) =>
    event("Open", about, {
      open: { timestamp: timestamp(about), userAgent: "Mozilla/5.0", ipAddress: "192.0.2.1" },
    }),
} as const;

/** The same event as a notification of an identity: another name for the kind, and no tags. */
export function asIdentityNotification(published: ReturnType<typeof event>) {
  const { eventType, mail: about, ...rest } = published;
  return { notificationType: eventType, ...rest, mail: { ...about, tags: undefined } };
}
