import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, MINUTE, SECOND } from "@/lib/clock";
import { startSesStandIn } from "../../support/ses-stand-in";

// Imported when the stand-in's URL is known, and when SES is said to tell what it took.
const load = async () => ({
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/email/give-up")),
  ...(await import("@/lib/email/ses-events/record-feedback")),
  ...(await import("@/lib/db")),
  ...(await import("../../support/registrations")),
});

let product: Awaited<ReturnType<typeof load>>;
let ses: Awaited<ReturnType<typeof startSesStandIn>>;

beforeAll(async () => {
  ses = await startSesStandIn();
  process.env.AWS_ENDPOINT_URL_SES = ses.url;
  process.env.SES_CONFIGURATION_SET = "latchkey";
  process.env.SES_SNS_TOPIC_ARNS = "arn:aws:sns:us-east-1:123456789012:ses-events";
  product = await load();
});

afterAll(() => ses.stop());

const send = (deliveryId: string, now?: Date) => product.sendEmailDelivery(deliveryId, now);

/** An email that SES took and whose answer was lost on the way. */
async function aLostAnswer(now: Date) {
  const registration = await product.aRegistration();
  ses.answer(registration.address, "hang_up");
  const result = await send(registration.deliveryId, now);
  return { ...registration, result };
}

/** SES tells that it took an email. */
function tellSent(deliveryId: string, now: Date) {
  const messageId = randomUUID();
  const effect = { move: "send", code: null, block: null } as const;
  return product.recordFeedback(
    randomUUID(),
    { type: "Send", occurredAt: now, detail: {}, deliveryId, messageId, effect },
    now,
  );
}

async function statusOf(id: string) {
  return (await product.db.delivery.findUniqueOrThrow({ where: { id } })).status;
}

describe("an email whose answer was lost, where SES tells what it took", () => {
  test("is unknown and not sent again while SES's word may still come", async () => {
    const now = new Date();
    const { deliveryId, address, result } = await aLostAnswer(now);
    expect(result).toEqual({ outcome: "unknown", until: after(now, 2 * MINUTE) });
    expect(await statusOf(deliveryId)).toBe("unknown");
    const { dueAt } = await product.db.delivery.findUniqueOrThrow({ where: { id: deliveryId } });
    expect(dueAt).toEqual(after(now, 2 * MINUTE));
    expect(await send(deliveryId, after(now, MINUTE))).toMatchObject({ outcome: "unknown" });
    expect(ses.requestsFor(address)).toHaveLength(1);
  });

  test("is never sent again once SES says that it took it", async () => {
    const now = new Date();
    const { deliveryId, address } = await aLostAnswer(now);
    await tellSent(deliveryId, after(now, SECOND));
    expect(await send(deliveryId, after(now, 10 * MINUTE))).toEqual({ outcome: "sent" });
    expect(ses.requestsFor(address)).toHaveLength(1);
    expect(await statusOf(deliveryId)).toBe("sent");
  });

  test("is sent again when no word came: then SES has not taken it", async () => {
    const now = new Date();
    const { deliveryId, address } = await aLostAnswer(now);
    expect(await send(deliveryId, after(now, 3 * MINUTE))).toEqual({ outcome: "sent" });
    expect(ses.requestsFor(address)).toHaveLength(2);
  });

  test("stays unknown when the attempts are used up: nobody says that it failed", async () => {
    const { deliveryId } = await aLostAnswer(new Date());
    await product.giveUpDelivery(deliveryId);
    expect(await statusOf(deliveryId)).toBe("unknown");
  });
});

test("an attempt that a crash cut off is repeated after SES's word may have come, and not when it did", async () => {
  const now = new Date();
  const [lost, taken] = [await product.aRegistration(), await product.aRegistration()];
  for (const { deliveryId } of [lost, taken])
    await product.db.delivery.update({
      where: { id: deliveryId },
      data: { status: "sending", claimedAt: now },
    });
  await tellSent(taken.deliveryId, after(now, SECOND));
  expect(await send(lost.deliveryId, after(now, MINUTE))).toMatchObject({ outcome: "under_way" });
  for (const { deliveryId } of [lost, taken])
    expect(await send(deliveryId, after(now, 3 * MINUTE))).toEqual({ outcome: "sent" });
  expect(ses.requestsFor(lost.address)).toHaveLength(1);
  expect(ses.requestsFor(taken.address)).toHaveLength(0);
});

test(
  "of a hundred emails, of which one in twenty loses its answer, none goes out twice",
  { timeout: 90_000 },
  async () => {
    const now = new Date();
    const later = after(now, 3 * MINUTE);
    const registrations = await Promise.all(
      Array.from({ length: 100 }, () => product.aRegistration()),
    );
    const lost = registrations.filter((_, n) => n % 20 === 0);
    for (const { address } of lost) ses.answer(address, "hang_up");
    for (const { deliveryId } of registrations) await send(deliveryId, now);
    for (const { deliveryId } of lost) await tellSent(deliveryId, after(now, SECOND));
    for (const { deliveryId } of registrations)
      expect(await send(deliveryId, later)).toEqual({ outcome: "sent" });
    const requests = registrations.map(({ address }) => ses.requestsFor(address).length);
    expect(requests.filter((count) => count !== 1)).toEqual([]);
  },
);
