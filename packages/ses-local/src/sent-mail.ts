import { addressesIn, headersOf, type MailRequest } from "./mail-request";

/** An email that SES has taken, as its events describe it. */
export interface SentMail {
  messageId: string;
  from: string;
  recipients: string[];
  headers: { name: string; value: string }[];
  /** Several values each, as SES has it. */
  tags: Record<string, string[]>;
  sentAt: Date;
}

/** Describes an email by the request that sent it, with the tags that SES itself adds. */
export function sentMail(messageId: string, request: MailRequest, sentAt: Date): SentMail {
  const { action, from, recipients, raw, tags, configurationSet = "" } = request;
  const [address = from] = addressesIn(from);
  return {
    messageId,
    from,
    recipients,
    headers: headersOf(raw),
    tags: {
      "ses:operation": [action],
      "ses:configuration-set": [configurationSet],
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [address.slice(address.indexOf("@") + 1)],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    },
    sentAt,
  };
}
