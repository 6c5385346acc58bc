import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

type Manner = "open" | "hold" | "lose_answers";

/**
 * A gate in front of a server, to make what happens seldom happen now: requests that
 * arrive and never get through, answers that are lost, connections that are refused.
 */
export async function startGate(targetUrl: string) {
  const target = new URL(targetUrl);
  const held: string[] = [];
  let manner: Manner = "open";
  let server: Server | undefined;
  let port = 0;

  const pass = (incoming: IncomingMessage, body: Buffer, response: ServerResponse) => {
    const { method, url, headers } = incoming;
    const options = { method, headers: { ...headers, host: target.host } };
    const forwarded = request(new URL(url ?? "/", target), options, (answer) => {
      if (manner === "lose_answers") {
        answer.resume();
        answer.on("end", () => response.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    forwarded.end(body);
  };

  const listen = async () => {
    const listening = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const body = Buffer.concat(chunks);
        if (manner === "hold") held.push(body.toString("utf8"));
        else pass(incoming, body, response);
      });
    });
    await new Promise<void>((resolve) => listening.listen(port, "127.0.0.1", resolve));
    port = (listening.address() as AddressInfo).port;
    server = listening;
  };
  const close = async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  };

  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    /** The bodies of requests that were taken and never passed on. */
    held,
    /** Lets everything through (again). What was held stays lost. */
    async open(): Promise<void> {
      manner = "open";
      held.length = 0;
      if (server === undefined) await listen();
    },
    /** Takes requests and neither passes them on nor answers. */
    hold: () => void (manner = "hold"),
    /** Passes requests on and breaks the connection instead of answering. */
    loseAnswers: () => void (manner = "lose_answers"),
    /** Refuses connections, as a server that is down. */
    shut: close,
    stop: close,
  };
}
