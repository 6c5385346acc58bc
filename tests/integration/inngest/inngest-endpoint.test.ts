import { beforeAll, describe, expect, test } from "vitest";
import { codeIn, linkIn, mailsTo, waitForMail } from "../../support/inbox";
import { canonical, signatureOf } from "../../support/sign-as-inngest";

const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef";
const FUNCTION = "latchkey-send-email";

// Imported when the keys are set: with them, and without INNGEST_DEV, the client is in the
// mode it has in production.
const load = async () => {
  const [{ serve }, { inngest }, { functions }, registrations] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
    import("../../support/registrations"),
  ]);
  return { handler: serve({ client: inngest, functions }), ...registrations };
};

let product: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  Object.assign(process.env, {
    INNGEST_DEV: "",
    INNGEST_EVENT_KEY: "test-event-key-0123456789abcdef0123456789",
    INNGEST_SIGNING_KEY: SIGNING_KEY,
  });
  product = await load();
});

function signature(body: string, { key = SIGNING_KEY, ageSeconds = 0 } = {}): string {
  return signatureOf(body, { key, at: new Date(Date.now() - ageSeconds * 1_000) });
}

/** A run of the function that sends the email, as Inngest's server asks for it. */
function callFor(data: { registrationId: string; deliveryId: string }): string {
  const event = {
    id: crypto.randomUUID(),
    name: "account/registered",
    data,
    ts: Date.now(),
    user: {},
  };
  return canonical({
    event,
    events: [event],
    steps: {},
    version: 2,
    ctx: {
      run_id: crypto.randomUUID(),
      attempt: 0,
      max_attempts: 9,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
    },
  });
}

function call(body: string, signed?: string): Promise<Response> {
  const url = `https://latchkey.example/api/inngest?fnId=${FUNCTION}&stepId=step`;
  const headers = {
    host: "latchkey.example",
    "content-type": "application/json",
    ...(signed !== undefined && { "x-inngest-signature": signed }),
  };
  return Promise.resolve(product.handler(new Request(url, { method: "POST", headers, body })));
}

describe("in production, a call to run a function", () => {
  test("sends the email when Inngest signed it, and its answer holds neither link nor code", async () => {
    const { id: registrationId, deliveryId, address } = await product.aRegistration();
    const body = callFor({ registrationId, deliveryId });
    const response = await call(body, signature(body));
    const answer = await response.text();
    expect([response.status, answer]).toEqual([206, expect.stringContaining('"data":"sent"')]);
    const mail = await waitForMail(address);
    expect(answer).not.toContain(linkIn(mail, "/confirm/"));
    expect(answer).not.toContain(codeIn(mail));
  });

  test.each<[string, (body: string) => string | undefined]>([
    ["no signature", () => undefined],
    ["a signature that is none", () => "t=1&s=00"],
    [
      "a signature of another key",
      (body) => signature(body, { key: "signkey-test-ffffffffffffffff" }),
    ],
    ["a signature of another body", () => signature("{}")],
    ["a signature that is ten minutes old", (body) => signature(body, { ageSeconds: 600 })],
  ])("with %s is refused, and no email goes out", async (_what, sign) => {
    const { id: registrationId, deliveryId, address } = await product.aRegistration();
    const body = callFor({ registrationId, deliveryId });
    const response = await call(body, sign(body));
    expect(response.status).toBe(401);
    expect(await mailsTo(address)).toEqual([]);
  });

  test("tells a stranger nothing about the functions", async () => {
    const request = new Request("https://latchkey.example/api/inngest", {
      headers: { host: "latchkey.example" },
    });
    const response = await product.handler(request);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain("send-email");
  });
});
