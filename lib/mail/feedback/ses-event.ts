import { z } from "zod";

// What Amazon SES says of a mail, as far as we use it ("Contents of event data that Amazon
// SES publishes to Amazon SNS", and the same of identity notifications, which name the
// kind "notificationType" and carry no tags). SES may add fields at any time; they are left out.

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const mail = z.object({
  timestamp: moment,
  messageId: z.string().min(1),
  tags: z.record(z.string(), z.array(z.string())).optional(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: z.string(),
  timestamp: moment,
  bouncedRecipients: z
    .array(z.object({ status: z.string().optional(), diagnosticCode: z.string().optional() }))
    .default([]),
});

const complaint = z.object({
  timestamp: moment,
  complaintSubType: z.string().nullish(),
  complaintFeedbackType: z.string().optional(),
});

const delay = z.object({
  timestamp: moment,
  delayType: z.string().optional(),
  /** When SES stops trying. */
  expirationTime: moment.optional(),
  delayedRecipients: z
    .array(z.object({ status: z.string().optional(), diagnosticCode: z.string().optional() }))
    .default([]),
});

const delivery = z.object({ timestamp: moment, smtpResponse: z.string().optional() });

/** The kinds that say something of a mail's way, by `kind`. */
const known = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("Send"), mail }),
  z.object({ kind: z.literal("Delivery"), mail, delivery }),
  z.object({ kind: z.literal("Bounce"), mail, bounce }),
  z.object({ kind: z.literal("Complaint"), mail, complaint }),
  z.object({ kind: z.literal("DeliveryDelay"), mail, deliveryDelay: delay }),
  z.object({ kind: z.literal("Reject"), mail, reject: z.object({ reason: z.string() }) }),
  z.object({
    kind: z.literal("Rendering Failure"),
    mail,
    failure: z.object({ errorMessage: z.string() }),
  }),
]);

/** Whatever else comes (opens, clicks, what SES will think of next, SES's own test message). */
const unknown = z.object({
  kind: z.string().max(100).catch("unknown"),
  mail: mail.optional().catch(undefined),
});

export type KnownSesEvent = z.infer<typeof known>;
export type UnknownSesEvent = z.infer<typeof unknown> & {
  /** All of it but the mail, whose headers hold addresses and subject. */
  said: string;
};

const object = z.record(z.string(), z.unknown());

/** The fields of a message; SES's own test message is a sentence. */
function fieldsOf(text: string): Record<string, unknown> {
  try {
    return object.safeParse(JSON.parse(text)).data ?? { text };
  } catch {
    return { text };
  }
}

/** Reads the message of an envelope. What is not understood is returned as such, never refused. */
export function readSesEvent(
  text: string,
): { isKnown: true; event: KnownSesEvent } | { isKnown: false; event: UnknownSesEvent } {
  const fields = fieldsOf(text);
  const labelled = { ...fields, kind: fields.eventType ?? fields.notificationType };
  const understood = known.safeParse(labelled);
  if (understood.success) return { isKnown: true, event: understood.data };
  const said = JSON.stringify({ ...fields, mail: undefined });
  return { isKnown: false, event: { ...unknown.parse(labelled), said } };
}
