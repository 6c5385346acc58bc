import type { ReceivedMail } from "@latchkey/ses-local/mailbox";
import { poll } from "@latchkey/testing/poll";

export interface Mail extends ReceivedMail {
  /** By lower-case name, unfolded, not decoded. */
  headers: Record<string, string>;
}

export interface MailQuery {
  /** Only emails whose subject holds this. */
  subject?: string;
  /** How many there have to be; the newest of them is returned. One by default. */
  count?: number;
  /** Only emails received at or after this time, in milliseconds since 1970. */
  since?: number;
  deadlineMs?: number;
}

/** Waits for an email to arrive in a person's inbox. */
export async function waitForMail(to: string, query: MailQuery = {}): Promise<Mail> {
  const { subject = "", count = 1, since = 0, deadlineMs = 25_000 } = query;
  const what = `mail ${count} to ${to}${subject && ` with the subject "${subject}"`}`;
  return poll(
    what,
    async () => {
      const mails = (await mailsTo(to, since)).filter((mail) => mail.subject.includes(subject));
      return mails.length >= count ? mails.at(-1) : undefined;
    },
    { deadlineMs, intervalMs: 40 },
  );
}

/** All emails that a person has got so far, the oldest first. */
export async function mailsTo(to: string, since = 0): Promise<Mail[]> {
  const url = new URL("/mails", inboxUrl());
  url.searchParams.set("to", to);
  url.searchParams.set("since", String(since));
  const mails = (await (await fetch(url)).json()) as ReceivedMail[];
  return mails.map((mail) => ({ ...mail, headers: readHeaders(mail.raw) }));
}

/** The one link in an email whose path starts with the given one. */
export function linkIn(mail: ReceivedMail, path: string): string {
  const links = (mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? []).filter((link) =>
    new URL(link).pathname.startsWith(path),
  );
  const [link] = new Set(links);
  if (link === undefined) throw new Error(`The mail "${mail.subject}" has no link to ${path}.`);
  return link;
}

/** The code in an email: six digits that are a word. */
export function codeIn(mail: ReceivedMail): string {
  const [code] = /(?<![\w-])\d{6}(?![\w-])/.exec(mail.text) ?? [];
  if (!code) throw new Error(`The email "${mail.subject}" has no code.`);
  return code;
}

function inboxUrl(): string {
  const url = process.env.TEST_SES_URL;
  if (url === undefined) throw new Error('No inbox for tests. Run them by "npm test".');
  return url;
}

function readHeaders(raw: string): Record<string, string> {
  const [head = ""] = raw.split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
