import { afterAll, beforeAll, expect, test } from "vitest";
import { after, SECOND } from "@/lib/clock";
import { LATEST_HAND_OVER_MS } from "@/lib/email/attempt-times";
import { startSesStandIn, type SesAnswer } from "../../support/ses-stand-in";

// Imported when the stand-in's URL is known: the SDK reads it from the environment.
const load = async () => ({
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/db")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;
let ses: Awaited<ReturnType<typeof startSesStandIn>>;

beforeAll(async () => {
  ses = await startSesStandIn();
  process.env.AWS_ENDPOINT_URL_SES = ses.url;
  product = await load();
});

afterAll(() => ses.stop());

const THROTTLED = { status: 400, code: "Throttling", message: "Maximum sending rate exceeded." };

/** An email that waits to be sent, and SES's answers to the attempts at it. */
async function aDelivery(...answers: (SesAnswer | (() => Promise<SesAnswer>))[]) {
  const registration = await product.aRegistration();
  ses.answer(registration.address, ...answers);
  return registration;
}

const send = (deliveryId: string, now?: Date) => product.sendEmailDelivery(deliveryId, now);

const stateOf = (id: string) => product.db.delivery.findUniqueOrThrow({ where: { id } });

test("an email that another attempt holds is left to it while it can be alive", async () => {
  const now = new Date();
  const { deliveryId, address } = await aDelivery("never_answer");
  void send(deliveryId, now).catch(() => undefined);
  await expect.poll(async () => (await stateOf(deliveryId)).status).toBe("sending");
  expect((await stateOf(deliveryId)).dueAt).toEqual(after(now, 45 * SECOND));
  expect(await send(deliveryId, after(now, 44 * SECOND))).toEqual({
    outcome: "under_way",
    until: after(now, 45 * SECOND),
  });
  expect(ses.requestsFor(address).length).toBeLessThanOrEqual(1);
});

test("an email that a dead attempt held is taken over", async () => {
  const now = new Date();
  const { deliveryId } = await aDelivery();
  const claimed = { status: "sending" as const, claimedAt: now };
  await product.db.delivery.update({ where: { id: deliveryId }, data: claimed });
  expect(await send(deliveryId, after(now, 46 * SECOND))).toEqual({ outcome: "sent" });
});

test("an email whose attempt comes too late for its claim is not handed over, and waits for another", async () => {
  const { deliveryId, address } = await aDelivery();
  const elapsedMs = () => LATEST_HAND_OVER_MS + 1;
  const late = product.sendEmailDelivery(deliveryId, new Date(), { elapsedMs });
  expect(await late).toMatchObject({ outcome: "deferred", code: "unavailable" });
  expect(ses.requestsFor(address)).toEqual([]);
  expect(await send(deliveryId)).toEqual({ outcome: "sent" });
});

test("an email that another attempt has taken over stays with it, when the first one fails at last", async () => {
  const takenOver = { status: "sending" as const, claimedAt: after(new Date(), SECOND) };
  const { deliveryId } = await aDelivery(async () => {
    await product.db.delivery.update({ where: { id: deliveryId }, data: takenOver });
    return THROTTLED;
  });
  await send(deliveryId);
  expect(await stateOf(deliveryId)).toMatchObject({ ...takenOver, failureCode: null });
});

test("an email that was put off is due at its next try, which comes later after each that fails", async () => {
  const { deliveryId } = await aDelivery(THROTTLED, THROTTLED);
  for (const attempt of [0, 7]) {
    const now = new Date();
    const result = await product.sendEmailDelivery(deliveryId, now, { attempt });
    if (result.outcome !== "deferred") throw new Error(`it came to "${result.outcome}"`);
    const { dueAt } = await stateOf(deliveryId);
    const early = after(now, result.waitMs).getTime() - dueAt!.getTime();
    expect(early).toBeLessThanOrEqual(0);
    expect(early).toBeGreaterThan(-10 * SECOND);
  }
});
