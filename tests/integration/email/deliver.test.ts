import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, SECOND } from "@/lib/clock";
import { startSesStandIn, type SesAnswer } from "../../support/ses-stand-in";

// Imported when the stand-in's URL is known: the SDK reads it from the environment.
const load = async () => ({
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/email/give-up")),
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

async function stateOf(deliveryId: string) {
  const { attempts, ...delivery } = await product.db.delivery.findUniqueOrThrow({
    where: { id: deliveryId },
    include: { attempts: { orderBy: { startedAt: "asc" } } },
  });
  return { ...delivery, attempts };
}

describe("an email", () => {
  test("that SES took is sent, and the record names SES's id and the moment", async () => {
    const { deliveryId, userId } = await aDelivery();
    expect(await send(deliveryId)).toEqual({ outcome: "sent" });
    const delivery = await stateOf(deliveryId);
    expect(delivery).toMatchObject({ status: "sent", failureCode: null });
    expect(delivery.providerMessageId).toMatch(/^[\w-]{36}$/);
    expect(delivery.attempts).toMatchObject([{ outcome: "accepted", failureCode: null }]);
    const user = await product.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.confirmationSentAt).toEqual(delivery.sentAt);
  });

  test("goes over the wire marked as sent by a machine, tagged with its delivery, to one person", async () => {
    const { deliveryId, address } = await aDelivery();
    await send(deliveryId);
    const [request] = ses.requestsFor(address);
    expect(request?.get("Tags.member.1.Name")).toBe("delivery");
    expect(request?.get("Tags.member.1.Value")).toBe(deliveryId);
    expect(request?.get("Source")).toBe("no-reply@latchkey.example");
    expect(request?.has("Destinations.member.2")).toBe(false);
    const raw = Buffer.from(request?.get("RawMessage.Data") ?? "", "base64").toString("utf8");
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(new RegExp(`^To: ${address}\\r$`, "m"));
    expect(raw).toContain("multipart/alternative");
  });

  test("that was sent is not sent again, whoever asks and how often", async () => {
    const { deliveryId, address } = await aDelivery();
    await send(deliveryId);
    const again = await Promise.all(Array.from({ length: 10 }, () => send(deliveryId)));
    expect(again).toEqual(Array(10).fill({ outcome: "sent" }));
    expect(ses.requestsFor(address)).toHaveLength(1);
  });

  test("that SES took under an id that no index can hold is sent, and not sent twice", async () => {
    const messageId = randomBytes(4_000).toString("hex");
    const { deliveryId, address } = await aDelivery({ messageId });
    expect(await send(deliveryId)).toEqual({ outcome: "sent" });
    expect((await stateOf(deliveryId)).providerMessageId).toBe(messageId.slice(0, 200));
    expect(await send(deliveryId)).toEqual({ outcome: "sent" });
    expect(ses.requestsFor(address)).toHaveLength(1);
  });

  test("is sent once by ten who try at the same moment", async () => {
    const { deliveryId, address } = await aDelivery();
    const outcomes = (await Promise.all(Array.from({ length: 10 }, () => send(deliveryId)))).map(
      (result) => result.outcome,
    );
    expect(outcomes.filter((outcome) => outcome === "sent").length).toBeGreaterThanOrEqual(1);
    expect(outcomes.filter((outcome) => !["sent", "under_way"].includes(outcome))).toEqual([]);
    expect(ses.requestsFor(address)).toHaveLength(1);
    expect((await stateOf(deliveryId)).attempts).toHaveLength(1);
  });

  test("that does not exist is not found", async () => {
    expect(await send(crypto.randomUUID())).toEqual({ outcome: "not_found" });
  });
});

describe("an email that SES does not take now", () => {
  test.each<[string, SesAnswer, string]>([
    ["throttling", THROTTLED, "throttled"],
    ["a 500", { status: 500, code: "InternalFailure", message: "We are sorry." }, "unavailable"],
    ["a 503", { status: 503, code: "ServiceUnavailable", message: "Back soon." }, "unavailable"],
    ["a closed connection", "hang_up", "unanswered"],
    [
      "a wrong key",
      { status: 403, code: "SignatureDoesNotMatch", message: "The signature does not match." },
      "credentials",
    ],
  ])("because of %s waits, and goes out at the next attempt", async (_why, answer, code) => {
    const { deliveryId, address } = await aDelivery(answer);
    expect(await send(deliveryId)).toMatchObject({ outcome: "deferred", code });
    expect(await stateOf(deliveryId)).toMatchObject({
      status: "deferred",
      failureCode: code,
      sentAt: null,
    });
    expect(ses.requestsFor(address)).toHaveLength(1);
    expect(await send(deliveryId)).toEqual({ outcome: "sent" });
    expect(await stateOf(deliveryId)).toMatchObject({
      status: "sent",
      failureCode: null,
      attempts: [{ outcome: "deferred", failureCode: code }, { outcome: "accepted" }],
    });
  });

  test("because it never answers waits too, before its claim is over", async () => {
    const { deliveryId } = await aDelivery("never_answer");
    const startedAt = performance.now();
    expect(await send(deliveryId)).toMatchObject({ outcome: "deferred", code: "unanswered" });
    expect(performance.now() - startedAt).toBeLessThan(20 * SECOND);
    expect(await send(deliveryId)).toEqual({ outcome: "sent" });
  });
});

describe("an email that SES refuses for good", () => {
  const quoting = (address: string) =>
    `Email address is not verified. The following identities failed the check in region US-EAST-1: ${address}`;

  test.each<[string, (address: string) => SesAnswer, string]>([
    [
      "a message that is rejected",
      () => ({ status: 400, code: "MessageRejected", message: "Malware." }),
      "rejected",
    ],
    [
      "a sandbox in which the recipient is not verified",
      (address) => ({ status: 400, code: "MessageRejected", message: quoting(address) }),
      "sandbox",
    ],
    [
      "an account that is paused",
      () => ({ status: 400, code: "AccountSendingPausedException", message: "Paused." }),
      "account_paused",
    ],
    [
      "a configuration set that is missing",
      () => ({ status: 400, code: "ConfigurationSetDoesNotExistException", message: "None." }),
      "configuration",
    ],
  ])(
    "because of %s fails at once with its reason, and is not tried again",
    async (_why, answer, code) => {
      const { deliveryId, address } = await aDelivery();
      ses.answer(address, answer(address));
      expect(await send(deliveryId)).toEqual({ outcome: "failed", code });
      const delivery = await stateOf(deliveryId);
      expect(delivery).toMatchObject({ status: "failed", failureCode: code });
      expect(delivery.attempts).toMatchObject([{ outcome: "rejected", failureCode: code }]);
      expect(JSON.stringify(delivery.attempts)).not.toContain(address);
      expect((await send(deliveryId)).outcome).toBe("failed");
      expect(ses.requestsFor(address)).toHaveLength(1);
    },
  );
});

describe("trouble around an email", () => {
  test("of the database, after SES took it, does not make it a failed one", async () => {
    const refuse = () =>
      product.db
        .$executeRaw`ALTER TABLE delivery ADD CONSTRAINT trouble CHECK (status <> 'sent') NOT VALID`;
    const { deliveryId, address } = await aDelivery(async () => {
      await refuse();
      return "accept";
    });
    try {
      await expect(send(deliveryId)).rejects.toThrow();
    } finally {
      await product.db.$executeRaw`ALTER TABLE delivery DROP CONSTRAINT trouble`;
    }
    expect(await stateOf(deliveryId)).toMatchObject({ status: "sending", failureCode: null });
    expect((await send(deliveryId)).outcome).toBe("under_way");
    expect(ses.requestsFor(address)).toHaveLength(1);
    expect(await send(deliveryId, after(new Date(), 46 * SECOND))).toEqual({ outcome: "sent" });
  });

  test("that uses all attempts up ends it, and the person waiting is told", async () => {
    const { deliveryId } = await aDelivery(THROTTLED);
    await send(deliveryId);
    await product.giveUpDelivery(deliveryId);
    expect(await stateOf(deliveryId)).toMatchObject({ status: "failed", failureCode: "gave_up" });
    expect((await send(deliveryId)).outcome).toBe("failed");
  });

  test("that was final keeps its own reason when it is given up", async () => {
    const { deliveryId } = await aDelivery({
      status: 400,
      code: "MessageRejected",
      message: "Malware.",
    });
    await send(deliveryId);
    await product.giveUpDelivery(deliveryId);
    expect(await stateOf(deliveryId)).toMatchObject({ status: "failed", failureCode: "rejected" });
  });

  test("never undoes an email that was sent", async () => {
    const { deliveryId } = await aDelivery();
    await send(deliveryId);
    await product.giveUpDelivery(deliveryId);
    expect(await stateOf(deliveryId)).toMatchObject({ status: "sent", failureCode: null });
  });
});
