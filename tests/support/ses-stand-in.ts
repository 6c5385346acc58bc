import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * An answer of SES: taken (under an id of its own or a given one), refused in its own words, cut
 * off, or none at all.
 */
export type SesAnswer =
  | "accept"
  | { messageId: string }
  | "hang_up"
  | "never_answer"
  | { status: number; code: string; message: string };

/**
 * A server that stands where Amazon SES would and answers as a test wants, in SES's own
 * XML, because the emulator never refuses. Answers are by recipient, so that tests do not
 * meet.
 */
export async function startSesStandIn() {
  const answers = new Map<string, (SesAnswer | (() => Promise<SesAnswer>))[]>();
  const taken = new Map<string, URLSearchParams[]>();
  const unlisted: string[] = [];
  const server = createServer((request, response) => {
    const listed = LIST.exec(request.url ?? "")?.[1];
    if (listed !== undefined) {
      unlisted.push(decodeURIComponent(listed));
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const parameters = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
      void handle(parameters, response);
    });
  });

  async function handle(parameters: URLSearchParams, response: ServerResponse): Promise<void> {
    const to = parameters.get("Destinations.member.1") ?? "";
    taken.set(to, [...(taken.get(to) ?? []), parameters]);
    const next = answers.get(to)?.shift() ?? "accept";
    const answer = typeof next === "function" ? await next() : next;
    if (answer === "never_answer") return;
    if (answer === "hang_up") response.destroy();
    else if (answer === "accept") reply(response, 200, accepted());
    else if ("messageId" in answer) reply(response, 200, accepted(answer.messageId));
    else reply(response, answer.status, refused(answer.code, answer.message));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What SES says to the next emails to an address; afterwards it accepts. */
    answer(to: string, ...next: (SesAnswer | (() => Promise<SesAnswer>))[]): void {
      answers.set(to, next);
    },
    /** The addresses that were taken off SES's own list, by its second API. */
    unlisted,
    /** The requests that came for an address, the oldest first. */
    requestsFor(to: string): URLSearchParams[] {
      return taken.get(to) ?? [];
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const LIST = /^\/v2\/email\/suppression\/addresses\/([^/?]+)/;
const NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

function reply(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { "Content-Type": "text/xml" });
  response.end(xml);
}

function accepted(messageId: string = randomUUID()): string {
  return (
    `<SendRawEmailResponse xmlns="${NAMESPACE}"><SendRawEmailResult><MessageId>${messageId}</MessageId>` +
    `</SendRawEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendRawEmailResponse>`
  );
}

function refused(code: string, message: string): string {
  return (
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code>` +
    `<Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`
  );
}
