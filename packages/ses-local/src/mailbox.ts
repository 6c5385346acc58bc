import { getStoreReadonly } from "aws-ses-v2-local/dist/store.js";
import { addressesIn, type MailRequest } from "./mail-request";

/** Enough for the burst of a bench; the inbox page still opens with as many. */
const KEPT_MAILS = 2_000;

export interface ReceivedMail {
  messageId: string;
  /** In milliseconds since 1970. */
  receivedAt: number;
  to: string[];
  from: string;
  subject: string;
  html: string;
  text: string;
  /** The message as it was handed to SES; empty for emails that were not sent raw. */
  raw: string;
  tags: Record<string, string>;
}

/** What the emulator does not remember of an email, beside what it does. */
export class Mailbox {
  /** How many emails are kept, the newest ones. */
  constructor(private readonly capacity = KEPT_MAILS) {}

  private readonly extras = new Map<string, Pick<ReceivedMail, "receivedAt" | "raw" | "tags">>();

  /** Takes the request that sent the email. */
  keep(messageId: string, { raw, tags }: MailRequest): void {
    this.extras.set(messageId, { receivedAt: Date.now(), raw, tags });
    const { emails } = getStoreReadonly();
    for (const dropped of emails.splice(0, Math.max(0, emails.length - this.capacity))) {
      this.extras.delete(dropped.messageId);
    }
  }

  /**
   * Takes an email out that has not arrived.
   *
   * @returns what puts it in after all
   */
  takeOut(messageId: string): () => void {
    const { emails } = getStoreReadonly();
    const index = emails.findLastIndex((each) => each.messageId === messageId);
    const [mail] = index < 0 ? [] : emails.splice(index, 1);
    const extra = this.extras.get(messageId);
    this.extras.delete(messageId);
    return () => {
      const now = Date.now();
      if (mail) getStoreReadonly().emails.push({ ...mail, at: Math.floor(now / 1_000) });
      if (extra) this.extras.set(messageId, { ...extra, receivedAt: now });
    };
  }

  /** The emails to one address (or to all), received at or after a time, oldest first. */
  find(wanted: { to: string | null; since: number }): ReceivedMail[] {
    const to = wanted.to?.toLowerCase();
    const mails: ReceivedMail[] = [];
    for (const email of getStoreReadonly().emails) {
      const addresses = email.destination.to.flatMap(addressesIn);
      if (to !== undefined && !addresses.some((each) => each.toLowerCase() === to)) continue;
      const extra = this.extras.get(email.messageId);
      mails.push({
        messageId: email.messageId,
        receivedAt: extra?.receivedAt ?? email.at * 1_000,
        to: addresses,
        from: email.from,
        subject: email.subject,
        html: email.body.html ?? "",
        text: email.body.text ?? "",
        raw: extra?.raw ?? "",
        tags: extra?.tags ?? {},
      });
    }
    return mails.filter((mail) => mail.receivedAt >= wanted.since);
  }
}
