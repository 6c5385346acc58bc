import { getStoreReadonly } from "aws-ses-v2-local/dist/store.js";
import { addressesIn, type MailRequest } from "./mail-request";

/** Enough for the burst of a bench; the inbox page still opens with as many. */
const KEPT_MAILS = 2_000;

export interface ReceivedMail {
  /** A text message has no subject of its own, no HTML, no source and no tags. */
  channel: "email" | "text";
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
    const kept = getStoreReadonly().emails.findLast((each) => each.messageId === messageId);
    if (kept) Object.assign(kept, { channel: "email" });
    this.dropOldest();
  }

  /** Puts a text message among the emails, so that one inbox shows both. */
  keepText(text: { messageId: string; from: string; to: string; words: string }): void {
    const { messageId, from, to, words } = text;
    const now = Date.now();
    this.extras.set(messageId, { receivedAt: now, raw: "", tags: {} });
    const asEmail = {
      ...{ messageId, from, replyTo: [], subject: `Text message to ${to}`, attachments: [] },
      destination: { to: [to], cc: [], bcc: [] },
      body: { text: words },
      at: Math.floor(now / 1_000),
    };
    getStoreReadonly().emails.push(Object.assign(asEmail, { channel: "text" }));
    this.dropOldest();
  }

  private dropOldest(): void {
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
      const { channel } = email as { channel?: string };
      const isText = channel === "text";
      const addresses = isText ? email.destination.to : email.destination.to.flatMap(addressesIn);
      if (to !== undefined && !addresses.some((each) => each.toLowerCase() === to)) continue;
      const extra = this.extras.get(email.messageId);
      mails.push({
        channel: isText ? "text" : "email",
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
