// The product's functions on a server that signs, as a self-hosted Inngest and Inngest Cloud do.
import type { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailsTo, waitForMail } from "../../support/inbox";
import { canonical, signatureOf } from "../../support/sign-as-inngest";
import { callOf, send, startSignedInngest } from "../../support/signed-inngest";

const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef";
const NEXT_KEY = "signkey-test-fedcba9876543210fedcba9876543210";
const FOREIGN_KEY = "signkey-test-00112233445566778899aabbccddeeff";
const EVENT_KEY = "test-event-key-0123456789abcdef0123456789";
const SERVE_ORIGIN = "http://app.internal:3000";
const MINUTE_MS = 60_000;

let server: Awaited<ReturnType<typeof startSignedInngest>>;
let product: Awaited<ReturnType<typeof load>>;

// Imported when the variables are set, as in production: no INNGEST_DEV.
async function load() {
  const [route, { publishOutbox }, registrations] = await Promise.all([
    import("@/app/api/inngest/route"),
    import("@/inngest/publish-outbox"),
    import("../../support/registrations"),
  ]);
  const endpoint = async (request: Request) =>
    (await route[request.method as keyof typeof route](request as NextRequest, undefined))!;
  return { endpoint, publishOutbox, ...registrations };
}

beforeAll(async () => {
  server = await startSignedInngest({ eventKey: EVENT_KEY, signingKey: SIGNING_KEY });
  Object.assign(process.env, {
    INNGEST_DEV: "",
    INNGEST_BASE_URL: server.url,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_SERVE_ORIGIN: SERVE_ORIGIN,
    // Read by the SDK itself.
    INNGEST_SIGNING_KEY_FALLBACK: NEXT_KEY,
  });
  product = await load();
  await server.sync(product.endpoint);
});

afterAll(async () => {
  delete process.env.INNGEST_SIGNING_KEY_FALLBACK;
  await server.stop();
});

/** Somebody registers, and their event has reached the server. */
async function registered() {
  const registration = await product.aRegistration();
  await product.publishOutbox();
  const event = server.events.find(({ data }) => data.deliveryId === registration.deliveryId);
  if (event === undefined) throw new Error("The event did not arrive.");
  return { ...registration, event };
}

/** A call to send somebody's email, not in the form that is signed. */
async function aCall() {
  const { address, event } = await registered();
  const call = callOf({ ts: Date.now(), user: {}, ...event }, {}, "latchkey-send-email");
  const query = "?fnId=latchkey-send-email&stepId=step";
  const body = JSON.stringify(call, null, 1);
  return { address, body, query, canonicalBody: canonical(call) };
}

test("the app shows its hashed key when it registers, and its functions are known", () => {
  expect(server.refused).toEqual([]);
  expect(server.functions.map(({ id }) => id)).toContain("latchkey-send-email");
});

test("Inngest is told to call the app where the environment says, not where it was asked", () => {
  const bases = server.registeredUrls.map((url) => url.split("?")[0]);
  expect([...new Set(bases)]).toEqual([`${SERVE_ORIGIN}/api/inngest`]);
});

test("a registration becomes an event, a signed call and an email, and the app signs its answers", async () => {
  const { event, address } = await registered();
  const { output } = await server.run(product.endpoint, event);
  expect(output).toBe("sent");
  expect(await mailsTo(address)).toHaveLength(1);
});

test("a call that already has the step's result sends nothing: all work is inside of steps", async () => {
  const { event, address } = await registered();
  const { steps } = await server.run(product.endpoint, event);
  const another = await registered();
  expect((await server.run(product.endpoint, another.event, steps)).output).toBe("sent");
  expect(await mailsTo(another.address)).toEqual([]);
  expect(await mailsTo(address)).toHaveLength(1);
});

test("a call is signed over its canonical form, whatever its bytes look like", async () => {
  const { address, canonicalBody, ...call } = await aCall();
  const signature = signatureOf(canonicalBody, { key: SIGNING_KEY, at: new Date() });
  expect((await send(product.endpoint, { ...call, signature })).status).toBe(206);
  expect((await waitForMail(address)).to).toEqual([address]);
});

type Signing = (call: { body: string; canonicalBody: string }) => string | undefined;

test.each<[string, Signing]>([
  ["without a signature", () => undefined],
  [
    "signed with another key",
    ({ canonicalBody }) => signatureOf(canonicalBody, { key: FOREIGN_KEY, at: new Date() }),
  ],
  [
    "signed over its raw bytes",
    ({ body }) => signatureOf(body, { key: SIGNING_KEY, at: new Date() }),
  ],
  [
    "signed more than five minutes ago",
    ({ canonicalBody }) => {
      const at = new Date(Date.now() - 5.5 * MINUTE_MS);
      return signatureOf(canonicalBody, { key: SIGNING_KEY, at });
    },
  ],
])("a call %s is refused, and no email goes out", async (_what, sign) => {
  const { address, canonicalBody, ...call } = await aCall();
  const signature = sign({ body: call.body, canonicalBody });
  expect((await send(product.endpoint, { ...call, signature })).status).toBe(401);
  expect(await mailsTo(address)).toEqual([]);
});

test("a call that took four minutes to arrive is still run", async () => {
  const { address, canonicalBody, ...call } = await aCall();
  const at = new Date(Date.now() - 4 * MINUTE_MS);
  const signature = signatureOf(canonicalBody, { key: SIGNING_KEY, at });
  expect((await send(product.endpoint, { ...call, signature })).status).toBe(206);
  await waitForMail(address);
});

test("events that the server refuses stay in the outbox until it takes them", async () => {
  const { address, deliveryId } = await product.aRegistration();
  const taken = () => server.events.filter(({ data }) => data.deliveryId === deliveryId);
  server.changeKeys({ eventKey: "another-event-key" });
  await expect(product.publishOutbox()).rejects.toThrow();
  expect(taken()).toEqual([]);
  server.changeKeys({});
  await product.publishOutbox();
  const [event] = taken();
  if (event === undefined) throw new Error("The event did not arrive.");
  expect((await server.run(product.endpoint, event)).output).toBe("sent");
  expect(await mailsTo(address)).toHaveLength(1);
});

test("while a key is rotated, the old and the new one are both good, in both directions", async () => {
  const { event, address } = await registered();
  server.changeKeys({ signingKey: NEXT_KEY });
  await server.sync(product.endpoint);
  expect(server.refused).toContain("/fn/register");
  expect((await server.run(product.endpoint, event)).output).toBe("sent");
  expect(await mailsTo(address)).toHaveLength(1);
  server.changeKeys({});
});
