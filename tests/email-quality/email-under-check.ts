/** An email as it would be sent, read back from its bytes. What a rule looks at. */
export type EmailUnderCheck = {
  template: string;
  /** Which of the emails of a template; empty where it makes one alone. */
  variant: string;
  language: string;
  /** The address on the envelope, which SES calls `Source`. */
  envelopeFrom: string;
  raw: Buffer;
  subject: string;
  /** Null where the message has no such part. */
  html: string | null;
  text: string | null;
  /** What must not be seen on a locked phone: the code, and the tokens of the links. */
  secrets: string[];
};

/** Where the links of emails lead. */
export type AllowedLinks = { appUrl: string; others: string[] };

/** A rule of the gate: one sentence's end for each thing that is wrong. */
export type Rule = (email: EmailUnderCheck, allowed: AllowedLinks) => string[];

export type Problem = Pick<EmailUnderCheck, "template" | "variant" | "language"> & {
  rule: string;
  what: string;
};

/** The headers as they are on the wire, and what follows them. */
export function splitMessage(raw: Buffer): { head: Buffer; body: Buffer } {
  const end = raw.toString("latin1").search(/\r?\n\r?\n/);
  return end < 0
    ? { head: raw, body: Buffer.alloc(0) }
    : { head: raw.subarray(0, end), body: raw.subarray(end) };
}

/** A header in one line, as it is on the wire; null where it is not there. */
export function readHeader(head: Buffer, name: string): string | null {
  const lines = head.toString("latin1").replace(/\r?\n(?=[ \t])/g, "");
  return new RegExp(`^${name}: *(.*?)\r?$`, "im").exec(lines)?.[1] ?? null;
}

/** A part of a message, decoded. Knows what Nodemailer writes: no part lies in a part of a part. */
export function readPart(raw: Buffer, type: string): string | null {
  const { head, body } = splitMessage(raw);
  const contentType = readHeader(head, "Content-Type") ?? "";
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (boundary === undefined) return contentType.startsWith(type) ? decodeBody(head, body) : null;
  for (const part of body.toString("latin1").split(`--${boundary}`).slice(1)) {
    const found = readPart(Buffer.from(part.replace(/^\r?\n/, ""), "latin1"), type);
    if (found !== null) return found;
  }
  return null;
}

function decodeBody(head: Buffer, body: Buffer): string {
  const text = body.toString("latin1").trim();
  const encoding = readHeader(head, "Content-Transfer-Encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(text, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return Buffer.from(text, "latin1").toString("utf8");
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const CHARACTERS: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", nbsp: " " };

/** HTML's references as characters: `&amp;` and `&#x27;`. */
export function decodeHtml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&(lt|gt|quot|amp|nbsp);/g, (_, name: string) => CHARACTERS[name] ?? "");
}

/** What the body of an HTML part says, hidden text too, in the order of the document. */
export function readBodyText(html: string): string {
  const body = /<body[^]*/i.exec(html)?.[0] ?? html;
  const bare = body.replace(/<!--[^]*?-->|<(style|script)[^]*?<\/\1>/gi, "");
  return decodeHtml(
    bare.replace(/<\/?(bdi|span|b|i|strong|em)\b[^>]*>/gi, "").replace(/<[^>]*>/g, "\n"),
  );
}
