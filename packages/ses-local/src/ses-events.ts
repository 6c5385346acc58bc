import { randomUUID } from "node:crypto";
import type { SentMail } from "./sent-mail";

const ACCOUNT = "123456789012";

/** The part of every event that says which email it is about. */
function describe({ messageId, from, recipients, headers, tags, sentAt }: SentMail) {
  const subject = headers.find(({ name }) => name.toLowerCase() === "subject")?.value;
  const domain = tags["ses:from-domain"]?.[0] ?? "latchkey.example";
  return {
    timestamp: sentAt.toISOString(),
    source: from,
    sourceArn: `arn:aws:ses:us-east-1:${ACCOUNT}:identity/${domain}`,
    sendingAccountId: ACCOUNT,
    messageId,
    destination: recipients,
    headersTruncated: false,
    headers,
    commonHeaders: { from: [from], to: recipients, messageId, subject },
    tags,
  };
}

/** An event of a kind, in the form in which SES publishes it for a configuration set. */
export const sesEvent = (eventType: string, mail: SentMail, rest: object = {}) => ({
  eventType,
  mail: describe(mail),
  ...rest,
});

export type SesEvent = ReturnType<typeof sesEvent>;

/** What a server or SES itself says of an address that did not take an email. */
export interface Refused {
  bounceType: string;
  bounceSubType: string;
  action?: string;
  status?: string;
  diagnosticCode?: string;
}

/** The kinds of event that the local SES tells of, after the examples in SES's documentation. */
export const sesEvents = {
  send: (mail: SentMail) => sesEvent("Send", mail, { send: {} }),

  delivery: (mail: SentMail, at: Date) =>
    sesEvent("Delivery", mail, {
      delivery: {
        timestamp: at.toISOString(),
        processingTimeMillis: at.getTime() - mail.sentAt.getTime(),
        recipients: mail.recipients,
        smtpResponse: "250 2.6.0 Message received",
        reportingMTA: "mta.example.com",
      },
    }),

  delay: (mail: SentMail, at: Date, expirationTime: Date) =>
    sesEvent("DeliveryDelay", mail, {
      deliveryDelay: {
        timestamp: at.toISOString(),
        delayType: "TransientCommunicationFailure",
        expirationTime: expirationTime.toISOString(),
        delayedRecipients: mail.recipients.map((emailAddress) => ({
          emailAddress,
          status: "4.4.1",
          diagnosticCode: "smtp; 421 4.4.1",
        })),
      },
    }),

  bounce: (mail: SentMail, at: Date, { bounceType, bounceSubType, ...why }: Refused) =>
    sesEvent("Bounce", mail, {
      bounce: {
        bounceType,
        bounceSubType,
        bouncedRecipients: mail.recipients.map((emailAddress) => ({ emailAddress, ...why })),
        timestamp: at.toISOString(),
        feedbackId: randomUUID(),
        reportingMTA: "dsn; mta.example.com",
      },
    }),

  complaint: (mail: SentMail, at: Date, complaintFeedbackType = "abuse") =>
    sesEvent("Complaint", mail, {
      complaint: {
        complainedRecipients: mail.recipients.map((emailAddress) => ({ emailAddress })),
        timestamp: at.toISOString(),
        feedbackId: randomUUID(),
        complaintSubType: null,
        complaintFeedbackType,
        userAgent: "ExampleCorp Feedback Loop (V0.01)",
      },
    }),
} as const;
