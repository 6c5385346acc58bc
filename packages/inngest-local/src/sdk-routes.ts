import type { Checkpoints } from "./checkpoints";
import type { Context } from "./context";
import type { EventIntake } from "./event-intake";
import { json, type RunnerRequest, type RunnerResponse } from "@latchkey/local-http/http-server";
import { receiveEvents } from "./receive-events";
import type { Registrar } from "./register-app";
import type { Route } from "./router";

/** What the SDK calls. */
export function sdkRoutes(
  context: Context,
  {
    intake,
    registrar,
    checkpoints,
  }: { intake: EventIntake; registrar: Registrar; checkpoints: Checkpoints },
): Route[] {
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

  async function checkpoint({ body }: RunnerRequest, runId = ""): Promise<RunnerResponse> {
    const result = await checkpoints.take(runId, parse(body));
    switch (result.outcome) {
      case "stored":
        return json({});
      case "stale":
        // Not 409: the SDK would fail the run for good. After some tries it hands its steps
        // back in its answer, which is dropped if another call has the job by then.
        return json({ status: 404, error: "this call does not hold its job any more" }, 404);
      case "refused":
        return json({ status: 400, error: result.reason }, 400);
    }
  }

  return [
    { method: "POST", path: "v1/checkpoint/:run/async", answer: checkpoint },
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
