import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { refuseForeign } from "./local-only";

export interface RunnerRequest {
  method: string;
  /** The parts of the path, decoded: none for the first page. */
  segments: string[];
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface RunnerResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type Handler = (request: RunnerRequest) => Promise<RunnerResponse>;

/** More than Inngest's own limit for a batch of events. */
const LARGEST_BODY_BYTES = 10 * 1_024 * 1_024;

export function json(value: unknown, status = 200): RunnerResponse {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(value),
  };
}

/** Listens; rejects when the port is taken. */
export async function listen(handler: Handler, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(handler, host, request, response);
  });
  // Longer than the pause between two publications of an app that keeps its connection.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

/** Ends the server and the connections that are kept open. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

async function answer(
  handler: Handler,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const reply = await reach(handler, host, method, request);
  response.writeHead(reply.status, {
    ...reply.headers,
    "content-length": Buffer.byteLength(reply.body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(method === "HEAD" ? undefined : reply.body);
}

async function reach(
  handler: Handler,
  host: string,
  method: string,
  request: IncomingMessage,
): Promise<RunnerResponse> {
  const refusal = refuseForeign(method, request.headers, host);
  if (refusal !== undefined) return json({ status: 403, error: refusal }, 403);
  const body = await readBody(request);
  if (body === undefined) return json({ status: 413, error: "the body is too large" }, 413);
  const path = segmentsOf(request.url ?? "/");
  if (path === undefined) return json({ status: 400, error: "not an address" }, 400);
  try {
    return await handler({ method, ...path, headers: request.headers, body });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return json({ status: 503, error: message }, 503);
  }
}

/** Undefined when the address cannot be decoded. */
function segmentsOf(address: string): Pick<RunnerRequest, "segments" | "query"> | undefined {
  const [path = "", query = ""] = address.split("?", 2);
  try {
    const segments = path.split("/").filter((segment) => segment !== "");
    return { segments: segments.map(decodeURIComponent), query: new URLSearchParams(query) };
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > LARGEST_BODY_BYTES) return undefined;
      chunks.push(bytes);
    }
  } catch {
    // The sender went away; there is nobody to answer.
    return "";
  }
  return Buffer.concat(chunks).toString("utf8");
}
