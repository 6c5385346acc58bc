import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as SecureAgent, request as httpsRequest } from "node:https";

/** What came back from a call of the app. */
export type Reply =
  | { kind: "answered"; status: number; headers: IncomingMessage["headers"]; body: string }
  /** Nothing was run: the app is not there. */
  | { kind: "unreachable"; reason: string }
  /** The connection broke after the request was sent: the step may have run or not. */
  | { kind: "broken"; reason: string };

export interface AppCaller {
  call(options: {
    method: "POST" | "PUT";
    url: string;
    body: string;
    timeoutMs?: number;
  }): Promise<Reply>;
  /** Breaks the calls that are under way. */
  close(): void;
}

/** Inngest's own limit for one call. */
const LONGEST_CALL_MS = 2 * 60 * 60 * 1_000;
/** Less than the 5 s after which Node's servers close an idle connection under a request. */
const IDLE_CONNECTION_MS = 2_500;
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * Calls apps over HTTP on connections that are kept. Node's own client and not fetch,
 * which gives up after 300 s without headers and costs more for each call.
 */
export function createAppCaller(mostAtOnce: number): AppCaller {
  const options = { keepAlive: true, maxSockets: mostAtOnce, timeout: IDLE_CONNECTION_MS };
  const plain = new Agent(options);
  const secure = new SecureAgent(options);
  return {
    call: ({ method, url, body, timeoutMs = LONGEST_CALL_MS }) =>
      new Promise((resolve) => {
        const isSecure = url.startsWith("https:");
        const send = isSecure ? httpsRequest : httpRequest;
        const request = send(url, {
          method,
          agent: isSecure ? secure : plain,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "user-agent": "latchkey-local-runner",
            "x-inngest-server-kind": "dev",
          },
        });
        const timer = setTimeout(() => request.destroy(new Error("no answer in time")), timeoutMs);
        const settle = (reply: Reply) => {
          clearTimeout(timer);
          resolve(reply);
        };
        request.on("response", (response) => {
          readBody(response).then(
            (text) =>
              settle({
                kind: "answered",
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: text,
              }),
            (error: unknown) => settle({ kind: "broken", reason: describe(error) }),
          );
        });
        request.on("error", (error) => {
          const kind = codesOf(error).some((code) => NEVER_CONNECTED.has(code))
            ? "unreachable"
            : "broken";
          settle({ kind, reason: describe(error) });
        });
        request.end(body);
      }),
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A host with several addresses (localhost) fails with one error for each. */
function codesOf(error: Error): string[] {
  if (error instanceof AggregateError) {
    return error.errors.flatMap((each) => (each instanceof Error ? codesOf(each) : []));
  }
  return "code" in error && typeof error.code === "string" ? [error.code] : [];
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || codesOf(error).join(", ") || error.name;
}
