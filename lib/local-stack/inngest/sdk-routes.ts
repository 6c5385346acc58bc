import type { Context } from "./context";
import type { EventIntake } from "./event-intake";
import { json, type RunnerRequest, type RunnerResponse } from "./http-server";
import { receiveEvents } from "./receive-events";
import type { Registrar } from "./register-app";
import type { Route } from "./router";

/** What the SDK calls. */
export function sdkRoutes(context: Context, intake: EventIntake, registrar: Registrar): Route[] {
  async function takeEvents({ body, headers }: RunnerRequest): Promise<RunnerResponse> {
    const seed = headers["x-inngest-event-id-seed"];
    const sent = parse(body);
    const received = receiveEvents(sent, Array.isArray(seed) ? seed[0] : seed, context.now());
    if (!received.ok) return json({ ids: [""], status: 400, error: received.reason }, 400);
    await intake.take(received.value.events);
    // The SDK repeats the POST unless the body says 200 as well.
    return json({ ids: received.value.ids, status: 200 });
  }

  async function register({ body }: RunnerRequest): Promise<RunnerResponse> {
    const result = await registrar.register(parse(body));
    if (result.outcome !== "refused")
      return json({ ok: true, modified: result.outcome === "registered" });
    return json({ ok: false, status: 400, error: result.reason }, 400);
  }

  return [
    { method: "POST", path: "e/:key", answer: takeEvents },
    { method: "POST", path: "fn/register", answer: register },
  ];
}

/** Undefined when it is no JSON; the readers refuse that like any other wrong body. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
