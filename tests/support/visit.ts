import { PlainBrowser, type Answer } from "./plain-browser";

/** Headers that differ with each answer by nature: the rest is compared by name and value. */
const PASSING = new Set(["date", "x-request-id", "content-security-policy", "retry-after"]);

/** What differs with each visit by nature, and what stands for it. */
const PASSING_TEXT: [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<moment>"],
  [/\d\d:\d\d UTC/g, "<time>"],
  [/resend in \d+:\d\d/g, "resend in <wait>"],
  [/\bk[0-9a-f]{32}\b/g, "<key of the form>"],
  [/\d+ (second|minute|hour)s?/g, "<wait>"],
  [/\b10(\.\d+){2}(\.\d+(\/\d+)?|\.x)/g, "<place>"],
];

function withoutPassing(text: string): string {
  return PASSING_TEXT.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text);
}

/** A chunk of React's data without its number. */
const withoutRow = (text: string) => text.replace(/^[0-9a-f]{1,3}:(?=I?\[)/, "<row>:");

/** One answer as far as it can tell something. */
export interface Seen {
  status: number;
  /** Seconds, where the answer was a refusal. */
  retryAfter: number | null;
  headers: Record<string, string>;
  cookies: string[];
  /** The page without its scripts, tag by tag. */
  page: string[];
  /** Every text in the data that scripts would make the same page of, in order of the alphabet. */
  data: string[];
}

function seen({ status, headers, body }: Answer): Seen {
  const policy = String(headers["content-security-policy"]);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "<nonce>";
  const plain = (text: string) => withoutPassing(text.replaceAll(nonce, "<nonce>"));
  const text = plain(body);
  const data = [...text.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(
    ([, script = ""]) => script,
  );
  const cookies = (headers["set-cookie"] ?? []).map((cookie) =>
    cookie.replace(/=[^;]*/, "=<value>").replace(/expires=[^;]*/i, "Expires=<moment>"),
  );
  const kept = Object.entries(headers)
    .filter(([name]) => !PASSING.has(name) && name !== "set-cookie")
    .map(([name, value]) => [name, plain(String(value))]);
  return {
    status,
    retryAfter: headers["retry-after"] === undefined ? null : Number(headers["retry-after"]),
    headers: Object.fromEntries(kept) as Record<string, string>,
    cookies,
    page: text.replace(/<script\b.*?<\/script>/gs, "").split(/(?=<)/),
    // Chunks come as they are ready: their order, their numbers and where one ends tell nothing.
    data: [
      ...new Set(
        data
          .join("")
          .split(/\\?"|\\n/)
          .map(withoutRow),
      ),
    ].toSorted(),
  };
}

/** Somebody with a browser without scripts, and every answer that they got to what they sent. */
export class Visit {
  readonly seen: Seen[] = [];
  readonly browser: PlainBrowser;

  constructor(origin: string) {
    this.browser = new PlainBrowser(origin);
  }

  /** Fills in the form on a page, sends it, and sees the answer and the page it leads to. */
  async press(path: string, button: string, fields: Record<string, string> = {}): Promise<Seen> {
    await this.browser.open(path);
    return this.send(path, button, fields);
  }

  /**
   * The same where the page has such a form; else sees the page, which then tells by lacking it.
   */
  async pressIfOffered(path: string, button: string, fields: Record<string, string> = {}) {
    const page = await this.browser.open(path);
    if (this.browser.offers(button)) await this.send(path, button, fields);
    else this.seen.push(seen(page));
  }

  private async send(path: string, button: string, fields: Record<string, string>): Promise<Seen> {
    const form = { ...this.browser.hiddenFields(button), ...fields };
    const answer = await this.browser.post(path, form);
    const first = seen(answer);
    this.seen.push(first);
    const { location } = answer.headers;
    if (location !== undefined) await this.look(location);
    return first;
  }

  /** Sees a page. */
  async look(path: string): Promise<void> {
    this.seen.push(seen(await this.browser.open(path)));
  }
}
