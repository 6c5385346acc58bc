import { z } from "zod";
import { cleanForeignText, plainForeignId } from "../../foreign-text";

// What Amazon SES says of an email, as far as we use it ("Contents of event data that Amazon
// SES publishes to Amazon SNS", and the same of identity notifications, which name the
// kind "notificationType" and carry no tags). SES may add fields at any time; they are left out.
//
// Each field is read by itself: one that is missing, of another type or full of what nobody
// expected is left out, and the rest of the event still counts.

/** Words that other servers chose; cleaned for good where they are kept. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** A word of SES's own list: compared with ours, so nothing invisible may stand around it. */
const word = text.transform(
  (said) => said && cleanForeignText(said, 100).replaceAll("\ufffd", "").trim(),
);

const id = text.transform((said) => (said ? plainForeignId(said) : null));

/** Times that PostgreSQL holds and people believe. */
const [EARLIEST, LATEST] = [Date.UTC(2000), Date.UTC(2100)];

const moment = z.iso
  .datetime({ offset: true })
  .transform((said) => new Date(said))
  .refine((time) => time.getTime() > EARLIEST && time.getTime() < LATEST)
  .optional()
  .catch(undefined);

/** A list, whatever stands in it: what is not readable is left out. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) => items.flatMap((each) => item.safeParse(each).data ?? []));

const recipients = listOf(z.object({ status: text, diagnosticCode: text }));

const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);

const sesEvent = z.object({
  eventType: word,
  notificationType: word,
  mail: part({
    timestamp: moment,
    messageId: id,
    tags: part({ delivery: listOf(id) }),
    headers: listOf(z.object({ name: z.string(), value: id })),
  }),
  bounce: part({
    bounceType: word,
    bounceSubType: word,
    timestamp: moment,
    bouncedRecipients: recipients,
  }),
  complaint: part({ timestamp: moment, complaintSubType: word, complaintFeedbackType: word }),
  delivery: part({ timestamp: moment, smtpResponse: text }),
  deliveryDelay: part({
    timestamp: moment,
    delayType: word,
    /** When SES stops trying. */
    expirationTime: moment,
    delayedRecipients: recipients,
  }),
  reject: part({ reason: text }),
  failure: part({ errorMessage: text }),
});

/** What SES told, as far as it could be read. */
export type SesEvent = z.infer<typeof sesEvent> & {
  kind: string;
  /** All of it but the email, whose headers hold addresses and subject. */
  said: () => string;
};

const object = z.record(z.string(), z.unknown());

/** The fields of a message; SES's own test message is a sentence. */
function fieldsOf(message: string): Record<string, unknown> {
  try {
    return object.safeParse(JSON.parse(message)).data ?? { text: message };
  } catch {
    return { text: message };
  }
}

function textOf(fields: object): string {
  try {
    return JSON.stringify(fields);
  } catch {
    // What JSON.parse reads, JSON.stringify may not write: it stops at some thousand levels.
    return "nested too deep";
  }
}

/** Reads the message of an envelope. What is not understood is returned as such, never refused. */
export function readSesEvent(message: string): SesEvent {
  const fields = fieldsOf(message);
  const event = sesEvent.parse(fields);
  const kind = event.eventType || event.notificationType || "unknown";
  return { ...event, kind, said: () => textOf({ ...fields, mail: undefined }) };
}
