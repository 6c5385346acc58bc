import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSesStandIn, type SesAnswer } from "../../support/ses-stand-in";

// Imported when the stand-in's URL and the waits are known: both are read at the start.
const load = async () => {
  const [{ serve }, { inngest }, { functions }, { db }, registrations] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
    import("@/lib/db"),
    import("../../support/registrations"),
  ]);
  return { handler: serve({ client: inngest, functions }), db, ...registrations };
};

let product: Awaited<ReturnType<typeof load>>;
let ses: Awaited<ReturnType<typeof startSesStandIn>>;

beforeAll(async () => {
  ses = await startSesStandIn();
  process.env.AWS_ENDPOINT_URL_SES = ses.url;
  process.env.MAIL_RETRY_WAITS = "10,20,40,80,160,320,640,1280";
  product = await load();
});

afterAll(() => ses.stop());

/** One call of the function as Inngest makes it, and what it answers. */
async function attemptAt(attempt: number, answer: SesAnswer, wishes: { address?: string } = {}) {
  const { id: registrationId, deliveryId, address } = await product.aRegistration(wishes);
  ses.answer(address, answer);
  const data = { registrationId, deliveryId };
  const event = { id: randomUUID(), name: "account/registered", data, ts: Date.now() };
  const body = JSON.stringify({
    event,
    events: [event],
    steps: {},
    version: 2,
    ctx: {
      run_id: randomUUID(),
      attempt,
      max_attempts: 9,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
    },
  });
  const response = await product.handler(
    new Request("http://localhost:3000/api/inngest?fnId=latchkey-send-email&stepId=step", {
      method: "POST",
      headers: { host: "localhost:3000", "content-type": "application/json" },
      body,
    }),
  );
  return {
    status: response.status,
    waitSeconds: Number(response.headers.get("retry-after")),
    isFinal: response.headers.get("x-inngest-no-retry") === "true",
    text: await response.text(),
    address,
  };
}

const refusal = (code: string, message: string) => ({ status: 400, code, message });

describe("the function that sends an email", () => {
  test.each([
    [0, 10],
    [2, 40],
    [7, 1280],
  ])(
    "asks Inngest after attempt %i that failed to wait about %i s for the next",
    async (attempt, seconds) => {
      const answer = await attemptAt(attempt, refusal("Throttling", "Maximum sending rate."));
      expect(answer.isFinal).toBe(false);
      expect(answer.waitSeconds).toBeGreaterThanOrEqual(seconds);
      expect(answer.waitSeconds).toBeLessThanOrEqual(seconds * 1.2 + 1);
      expect(answer.text).toContain("throttled");
    },
  );

  test("asks for the longest wait at once when the day's quota is spent", async () => {
    const words = "Daily message quota exceeded.";
    const answer = await attemptAt(0, refusal("ThrottlingException", words));
    expect(answer.waitSeconds).toBeGreaterThanOrEqual(1280);
  });

  test("stops at a refusal, and says on Inngest's page what to do in the AWS console", async () => {
    const answer = await attemptAt(0, refusal("AccountSendingPausedException", "Paused."));
    expect(answer.isFinal).toBe(true);
    expect(answer.text).toContain("AWS console > SES > Account dashboard");
  });

  test("ends its run well, with no attempt used, while the email's provider is held", async () => {
    const hold = { provider: "held.example", reason: "blocklisted", since: new Date() };
    await product.db.providerHold.create({ data: { ...hold, probedAt: new Date() } });
    const address = `ada-${randomUUID()}@held.example`;
    const answer = await attemptAt(8, refusal("Throttling", "never asked"), { address });
    expect(answer).toMatchObject({ status: 206, isFinal: false, waitSeconds: 0 });
    expect(answer.text).toContain('"held"');
    expect(ses.requestsFor(address)).toEqual([]);
  });

  test("tells Inngest nobody's address", async () => {
    for (const code of ["MessageRejected", "Throttling"]) {
      const answer = await attemptAt(0, refusal(code, "about somebody"));
      expect(answer.text).not.toContain(answer.address);
    }
  });
});
