import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An event as it is posted to Inngest. */
interface PostedEvent {
  id: string;
  name: string;
  data: { registrationId: string; deliveryId: string };
}

/**
 * A server that takes events as Inngest does and remembers them, for tests of what is
 * published. It can be away: then connections to it are refused.
 */
export async function startEventEndpoint() {
  const batches: PostedEvent[][] = [];
  let server: Server | undefined;
  let port = 0;

  const start = async () => {
    const listening = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const events = JSON.parse(Buffer.concat(chunks).toString("utf8")) as PostedEvent[];
        batches.push(events);
        response.writeHead(200, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ ids: events.map((event) => event.id), status: 200 }));
      });
    });
    await new Promise<void>((resolve) => listening.listen(port, "127.0.0.1", resolve));
    port = (listening.address() as AddressInfo).port;
    server = listening;
  };
  const goAway = async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    /** What came, one entry for each request. */
    batches,
    events: () => batches.flat(),
    goAway,
    comeBack: start,
    stop: goAway,
  };
}
