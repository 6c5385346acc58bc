import { context, propagation, trace } from "@opentelemetry/api";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startOtlpReceiver } from "../../support/otlp-receiver";

const load = async () => {
  const [{ serve }, { inngest }, { functions }, db, registrations, tracing] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
    import("@/lib/db"),
    import("../../support/registrations"),
    import("@/lib/tracing/start-tracing"),
  ]);
  return { handler: serve({ client: inngest, functions }), ...db, ...registrations, ...tracing };
};

let product: Awaited<ReturnType<typeof load>>;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  product = await load();
});

afterEach(() => {
  trace.disable();
  receiver.spans.length = 0;
});

afterAll(() => receiver.stop());

/** Runs the function that sends the email, as Inngest's server asks for it. */
async function runFor(name: string, data: unknown): Promise<string> {
  const event = { id: crypto.randomUUID(), name, data, ts: Date.now(), user: {} };
  const stack = { stack: [], current: 0 };
  const run = { run_id: crypto.randomUUID(), attempt: 0, max_attempts: 9, use_api: false, stack };
  const ctx = { ...run, disable_immediate_execution: false };
  const body = JSON.stringify({ event, events: [event], steps: {}, version: 2, ctx });
  const url = "http://localhost:3000/api/inngest?fnId=latchkey-send-email&stepId=step";
  const headers = { host: "localhost:3000", "content-type": "application/json" };
  return (await product.handler(new Request(url, { method: "POST", headers, body }))).text();
}

const eventAbout = async (deliveryId: string) =>
  product.db.outboxEvent.findFirstOrThrow({
    where: { data: { path: ["deliveryId"], equals: deliveryId } },
  });

describe("tracing", () => {
  test("is nothing where no endpoint is configured: events carry ids of ours alone", async () => {
    const { deliveryId } = await product.aRegistration();
    const { data } = await eventAbout(deliveryId);
    expect(Object.keys(data as object).toSorted()).toEqual(["deliveryId", "registrationId"]);
  });

  test("joins a registration, its event, the durable function and the call of SES in one trace", async () => {
    const stopTracing = product.startTracing();
    const { address, deliveryId, token, code } = await product.aRegistration();
    const { name, data } = await eventAbout(deliveryId);
    expect(await runFor(name, data)).toContain('"data":"sent"');
    await stopTracing();
    const spanOf = (wanted: string) => {
      const span = receiver.spans.find((each) => each.name === wanted);
      if (!span) throw new Error(`no span "${wanted}" among ${receiver.spans.map((s) => s.name)}`);
      return span;
    };
    const chain = ["register", "send email", "hand a mail to the provider"].map(spanOf);
    expect(new Set(chain.map(({ traceId }) => traceId)).size).toBe(1);
    for (const [place, span] of chain.entries())
      expect(span.parentSpanId || undefined).toBe(chain[place - 1]?.spanId);
    expect(spanOf("send email").attributes).toContainEqual({
      key: "latchkey.delivery.id",
      value: { stringValue: deliveryId },
    });
    const everything = JSON.stringify(receiver.spans);
    for (const secret of [address, token, code]) expect(everything).not.toContain(secret);
  });

  test("carries neither a client's baggage nor a broken trace from one to the other", async () => {
    const stopTracing = product.startTracing();
    const baggage = propagation.createBaggage({ words: { value: "of a stranger" } });
    const { deliveryId } = await context.with(
      propagation.setBaggage(context.active(), baggage),
      () => product.aRegistration(),
    );
    const { name, data } = await eventAbout(deliveryId);
    const wanted = ["deliveryId", "registrationId", "traceparent"];
    expect(Object.keys(data as object).toSorted()).toEqual(wanted);
    const broken = { ...(data as object), traceparent: { not: "a trace" } };
    expect(await runFor(name, broken)).toContain('"data":"sent"');
    await stopTracing();
  });

  test("sends on neither the token of a link that Next.js saw nor what an error quotes", async () => {
    const stopTracing = product.startTracing();
    const { address, token } = await product.aRegistration();
    // As Next.js makes them.
    const path = `/confirm/${token}?mail=${address}`;
    const span = trace.getTracer("next.js").startSpan(`GET ${path}`);
    span.setAttributes({ "http.target": path, "http.method": "GET", "latchkey.delivery.id": "7" });
    span.recordException(new Error(`nobody at ${address}`));
    span.setStatus({ code: 2, message: `nobody at ${address}` });
    span.end();
    await stopTracing();
    expect(receiver.spans).toContainEqual(expect.objectContaining({ name: "GET /confirm/…" }));
    const everything = JSON.stringify(receiver.spans);
    expect(everything).toContain('"exception.type"');
    for (const secret of [address, token]) expect(everything).not.toContain(secret);
  });
});
