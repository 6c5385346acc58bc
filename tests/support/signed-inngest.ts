import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { bearerOf, canonical, signatureOf } from "./sign-as-inngest";

/** An app's endpoint, as `serve` of `inngest/edge` makes it. */
type Endpoint = (request: Request) => Response | Promise<Response>;

interface SentEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

interface RegisteredFunction {
  id: string;
  triggers: { event?: string }[];
  steps: { step: { runtime: { url: string } } };
}

interface Operation {
  id: string;
  op: string;
  data?: unknown;
}

const APP = "https://latchkey.example/api/inngest";

/**
 * A server that does what Inngest Cloud does with an app, as far as keys and signatures go:
 * it takes events by the event key, registrations and checkpoints by the hashed signing
 * key, signs its calls and checks what the app signs.
 */
export async function startSignedInngest(keys: { eventKey: string; signingKey: string }) {
  let { signingKey, eventKey } = keys;
  const events: SentEvent[] = [];
  const functions: RegisteredFunction[] = [];
  const checkpoints: Operation[] = [];
  const refused: string[] = [];
  const registeredUrls: string[] = [];

  function answer(request: IncomingMessage, body: string): [number, unknown] {
    const { url = "", headers } = request;
    if (url.startsWith("/e/")) {
      if (url !== `/e/${eventKey}`) return [401, { status: 401, error: "Event key not found" }];
      const sent = JSON.parse(body) as SentEvent[];
      events.push(...sent);
      return [200, { ids: sent.map(() => randomUUID()), status: 200 }];
    }
    if (headers.authorization !== bearerOf(signingKey)) {
      refused.push(url);
      return [401, { error: "unauthorized" }];
    }
    if (url === "/fn/register") {
      const sent = JSON.parse(body) as { url: string; functions: RegisteredFunction[] };
      registeredUrls.push(sent.url, ...sent.functions.map(({ steps }) => steps.step.runtime.url));
      functions.splice(0, functions.length, ...sent.functions);
      return [200, { ok: true, modified: true }];
    }
    checkpoints.push(...(JSON.parse(body) as { steps: Operation[] }).steps);
    return [200, {}];
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [status, body] = answer(request, Buffer.concat(chunks).toString("utf8"));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** Calls the app, signed unless something else is given, and checks the answer's signature. */
  async function call(endpoint: Endpoint, method: string, query: string, sent: unknown) {
    const body = JSON.stringify(sent, null, 1);
    const signature = signatureOf(canonical(sent), { key: signingKey, at: new Date() });
    const response = await send(endpoint, { method, query, body, signature });
    const text = await response.text();
    const at = new Date(Number(/t=(\d+)/.exec(signatureIn(response))?.[1]) * 1_000);
    const isSigned = signatureIn(response) === signatureOf(text, { key: signingKey, at });
    if (!isSigned) throw new Error(`An answer was not signed as it should be: ${text}`);
    return { status: response.status, body: JSON.parse(text) as unknown };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    functions,
    /** Requests that did not show the key. */
    refused,
    /** Every URL that registrations gave: the app's own, then those of its functions. */
    registeredUrls,
    sync: (endpoint: Endpoint) => call(endpoint, "PUT", "", { url: APP }),
    /** Runs the function that an event asks for, to its end; tells its steps and its output. */
    run: async (endpoint: Endpoint, event: SentEvent, known: Record<string, unknown> = {}) => {
      const wanted = functions.find(({ triggers }) =>
        triggers.some((trigger) => trigger.event === event.name),
      );
      if (wanted === undefined) throw new Error(`No function listens to ${event.name}.`);
      const steps: Record<string, unknown> = { ...known };
      for (let calls = 1; calls <= 10; calls += 1) {
        const body = callOf({ ts: Date.now(), user: {}, ...event }, steps, wanted.id);
        const reply = await call(endpoint, "POST", `?fnId=${wanted.id}&stepId=step`, body);
        if (reply.status === 200) return { steps, output: reply.body };
        const ops = [...checkpoints.splice(0), ...(reply.body as Operation[])];
        for (const { op, id, data } of ops) {
          if (op === "RunComplete") return { steps, output: data };
          if (op !== "StepRun") throw new Error(`The app answered with ${op}.`);
          steps[id] = { data: data ?? null };
        }
      }
      throw new Error("The run did not come to its end.");
    },
    /** From now on these keys are the right ones, as after a rotation. */
    changeKeys: (next: Partial<typeof keys>) => {
      ({ signingKey, eventKey } = { ...keys, ...next });
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signatureIn(response: Response): string {
  return response.headers.get("x-inngest-signature") ?? "";
}

/** A request to the app, with a signature or without. */
export async function send(
  endpoint: Endpoint,
  options: { method?: string; query: string; body: string; signature?: string | undefined },
): Promise<Response> {
  const { method = "POST", query, body, signature } = options;
  const headers = {
    host: "latchkey.example",
    "content-type": "application/json",
    ...(signature !== undefined && { "x-inngest-signature": signature }),
  };
  return endpoint(new Request(`${APP}${query}`, { method, headers, body }));
}

/** The body of a call, with its keys in no particular order. */
export function callOf(event: object, steps: Record<string, unknown>, functionId: string) {
  const order = Object.keys(steps);
  return {
    version: 2,
    event,
    events: [event],
    steps,
    ctx: {
      run_id: randomUUID(),
      attempt: 0,
      max_attempts: 9,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: order, current: order.length },
      fn_id: functionId,
      qi_id: randomUUID(),
    },
  };
}
