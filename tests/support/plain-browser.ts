import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { anIp } from "./an-ip";

/** What a server answered. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Length of the body as it came over the wire. */
  bytes: number;
}

const BOUNDARY = "----latchkeyformboundary";

/**
 * A browser without scripts: it keeps cookies, follows redirects and sends forms as plain
 * posts. Cheap, so that a bench can hold hundreds of them; they may share connections.
 */
export class PlainBrowser {
  /** Where it says it is, as the proxy in front of the app would; null says nothing. */
  ip: string | null = anIp();
  /** What else it sends with every request. */
  headers: Record<string, string> = {};

  private page: Answer & { path: string } = {
    status: 0,
    headers: {},
    body: "",
    bytes: 0,
    path: "/",
  };

  constructor(
    private readonly origin: string,
    private readonly agent = new Agent({ keepAlive: true }),
    private readonly cookies = new Map<string, string>(),
  ) {}

  /** Another tab of the same browser: its own page, the same cookies. */
  anotherTab(): PlainBrowser {
    const tab = new PlainBrowser(this.origin, this.agent, this.cookies);
    tab.ip = this.ip;
    return tab;
  }

  /** Opens a page, wherever redirects lead. */
  async open(path: string): Promise<Answer & { path: string }> {
    return this.follow(path, await this.send("GET", path));
  }

  /** One request, without following anything. */
  send(
    method: string,
    path: string,
    options: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const headers = {
      ...this.headers,
      ...this.originHeader(),
      ...this.cookieHeader(),
      ...options.headers,
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.origin),
        { method, agent: this.agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            this.keepCookies(response.headers["set-cookie"] ?? []);
            const body = Buffer.concat(chunks);
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: body.toString("utf8"),
              bytes: body.length,
            });
          });
        },
      );
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server closed an idle connection this very moment: like any browser, try a new one.
        if (sent.reusedSocket && error.code === "ECONNRESET")
          resolve(this.send(method, path, options));
        else reject(error);
      });
      sent.end(options.body);
    });
  }

  /**
   * Fills in the form of the page that has this button and presses it, and follows where it leads.
   */
  async press(
    button: string,
    fields: Record<string, string> = {},
  ): Promise<Answer & { path: string }> {
    const form = formWith(this.page.body, button);
    const path = attribute(form.tag, "action") || this.page.path;
    return this.follow(path, await this.post(path, { ...form.hidden, ...fields }));
  }

  /** Sends a form as it is; as a page of another website would, if that is its origin. */
  post(path: string, fields: Record<string, string>, origin = this.origin): Promise<Answer> {
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const headers = { origin, "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
    return this.send("POST", path, { body: `${parts.join("")}--${BOUNDARY}--\r\n`, headers });
  }

  /** Whether the page that is open has a form with this button. */
  offers(button: string): boolean {
    return findForm(this.page.body, button) !== undefined;
  }

  /** The hidden fields of the form with a button on the page that is open. */
  hiddenFields(button: string): Record<string, string> {
    return formWith(this.page.body, button).hidden;
  }

  private async follow(path: string, answer: Answer): Promise<Answer & { path: string }> {
    const { location } = answer.headers;
    if (location === undefined) return (this.page = { ...answer, path });
    const next = new URL(location, new URL(path, this.origin));
    return this.open(next.pathname + next.search);
  }

  private originHeader(): Record<string, string> {
    return this.ip === null ? {} : { "x-forwarded-for": this.ip };
  }

  private cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  private keepCookies(headers: string[]): void {
    for (const header of headers) {
      const [pair = "", ...attributes] = header.split("; ");
      const [name = "", ...value] = pair.split("=");
      const hasEnded = attributes.some((each) =>
        /^(max-age=0|expires=thu, 01 jan 1970)/i.test(each),
      );
      if (hasEnded) this.cookies.delete(name);
      else this.cookies.set(name, value.join("="));
    }
  }
}

function findForm(html: string, button: string): string | undefined {
  const forms = html.match(/<form[^>]*>.*?<\/form>/gs) ?? [];
  return forms.find((each) => each.replace(/<[^>]*>/g, " ").includes(button));
}

/** The form with this button: its tag, and its hidden fields by name. */
export function formWith(
  html: string,
  button: string,
): { tag: string; hidden: Record<string, string> } {
  const form = findForm(html, button);
  if (form === undefined) throw new Error(`The page has no form with the button "${button}".`);
  const inputs = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  const hidden = Object.fromEntries(
    inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]),
  );
  return { tag: form.slice(0, form.indexOf(">") + 1), hidden };
}

const ENTITIES: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'" };

function attribute(tag: string, name: string): string {
  const [, value = ""] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value.replace(
    /&(quot|amp|lt|gt|#x27);/g,
    (whole, entity: string) => ENTITIES[entity] ?? whole,
  );
}
