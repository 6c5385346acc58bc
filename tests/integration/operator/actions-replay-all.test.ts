import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { functionCaller } from "../../support/call-function";
import { startEventEndpoint } from "../../support/event-endpoint";

// Imported when Inngest's URL is known: the client reads it once.
const load = async () => {
  const [{ serve }, { inngest }, { functions }] = await Promise.all([
    import("inngest/edge"),
    import("@/inngest/client"),
    import("@/inngest/functions"),
  ]);
  return {
    handler: serve({ client: inngest, functions }),
    ...(await import("@/lib/clock")),
    ...(await import("@/lib/db")),
    ...(await import("@/lib/operator/actions/replay-all")),
    ...(await import("@/lib/operator/replay-batches")),
    ...(await import("../../support/registrations")),
  };
};

let product: Awaited<ReturnType<typeof load>>;
let inngest: Awaited<ReturnType<typeof startEventEndpoint>>;

beforeAll(async () => {
  inngest = await startEventEndpoint();
  process.env.INNGEST_DEV = inngest.url;
  product = await load();
});

afterAll(() => inngest.stop());

beforeEach(async () => {
  await product.db.delivery.deleteMany();
  await product.db.outboxEvent.deleteMany();
  await product.db.operatorAction.deleteMany();
  inngest.batches.length = 0;
});

type Data = { actionId: string; afterId: string | null };

/** Runs the function to its end, step by step; see `toEnd` for what forgetful is. */
const runToEnd = (data: Data, options?: { isForgetful: boolean }) =>
  functionCaller(product.handler).toEnd(
    "latchkey-replay-emails",
    { name: "operator/replay-requested", data },
    options,
  );

/** Emails that were refused for one reason, asked for a while ago. */
async function deadLetters(count: number, failureCode = "sandbox"): Promise<void> {
  const { id: registrationId, userId, address } = await product.aRegistration();
  const mail = { registrationId, userId, address, template: "confirm_email" as const };
  const createdAt = product.after(new Date(), -product.HOUR);
  await product.db.delivery.createMany({
    data: Array.from({ length: count }, () => ({
      ...{ ...mail, createdAt, failureCode, status: "failed" as const },
    })),
  });
}

const acting = (actionId: string = randomUUID()) => ({
  actionId,
  operatorId: null,
  reason: "SES let us out of the sandbox",
});

const count = (failureCode = "sandbox") => product.countDeadLetters(failureCode, 10_000);
const replayed = () => product.db.operatorAction.findMany({ where: { name: "mail_replayed" } });

/** The emails that Inngest was asked to send, apart from the one of the registration itself. */
const sent = () =>
  inngest
    .events()
    .filter(({ name }) => name === "account/confirmation-requested")
    .map(({ data }) => data.deliveryId);

// Hundreds of emails, one after the other, on a machine that may be busy.
describe("all failed emails of a kind", { timeout: 90_000 }, () => {
  test("are sent once more, each once, and the action tells how many and when it ended", async () => {
    await deadLetters(250);
    await deadLetters(3, "rejected");
    const { actionId } = acting();
    expect(await product.requestReplay("sandbox", acting(actionId))).toEqual({
      outcome: "requested",
    });
    expect(await product.findReplay(actionId)).toMatchObject({
      total: 250,
      done: 0,
      endedAt: null,
    });
    const where = { name: "operator/replay-requested" };
    const [event] = await product.db.outboxEvent.findMany({ where });
    expect(event?.data).toEqual({ actionId, afterId: null });

    await runToEnd({ actionId, afterId: null });
    expect(await product.findReplay(actionId)).toMatchObject({
      total: 250,
      done: 250,
      endedAt: expect.any(Date) as Date,
      reason: "SES let us out of the sandbox",
    });
    expect(await count()).toBe(0);
    expect(await count("rejected")).toBe(3);
    expect(new Set(sent()).size).toBe(250);
    expect(sent()).toHaveLength(250);
  });

  test("are each sent once, though every step is cut off before Inngest hears of it", async () => {
    await deadLetters(250);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    await runToEnd({ actionId, afterId: null }, { isForgetful: true });
    expect(await product.findReplay(actionId)).toMatchObject({ total: 250, done: 250 });
    expect(new Set((await replayed()).map(({ subject }) => subject)).size).toBe(250);
    expect(sent()).toHaveLength(250);
  });

  test("are not taken again by the same press when they fail anew, but by the next one", async () => {
    await deadLetters(3);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    await product.replayBatch(actionId, null);
    const [first] = await replayed();
    await product.db.delivery.update({
      where: { id: first!.subject },
      data: { status: "failed", failureCode: "sandbox" },
    });
    await runToEnd({ actionId, afterId: null });
    expect(await product.findReplay(actionId)).toMatchObject({ done: 3 });
    expect(await count()).toBe(1);

    const next = acting();
    await product.requestReplay("sandbox", next);
    await runToEnd({ actionId: next.actionId, afterId: null });
    expect(await count()).toBe(0);
  });

  test("leave out those that somebody asked for after the press", async () => {
    await deadLetters(2);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    await product.db.delivery.updateMany({
      where: {
        id: {
          in: [
            (await product.db.delivery.findFirstOrThrow({ where: { failureCode: "sandbox" } })).id,
          ],
        },
      },
      data: { createdAt: product.after(new Date(), product.MINUTE) },
    });
    await runToEnd({ actionId, afterId: null });
    expect(await product.findReplay(actionId)).toMatchObject({ total: 2, done: 1 });
  });

  test("go on in another run from the email where one run has done all it may", async () => {
    await deadLetters(5);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    const mails = await product.db.delivery.findMany({
      where: { failureCode: "sandbox" },
      orderBy: { id: "asc" },
    });
    await product.goOnReplaying({ actionId, afterId: mails[2]!.id });
    const events = await product.db.outboxEvent.findMany({
      where: { name: "operator/replay-requested" },
    });
    expect(events.map(({ data }) => data)).toContainEqual({ actionId, afterId: mails[2]!.id });
    await runToEnd({ actionId, afterId: mails[2]!.id });
    expect(await product.findReplay(actionId)).toMatchObject({ done: 2 });
  });
});

describe("a replay whose run Inngest has lost", { timeout: 90_000 }, () => {
  const events = () =>
    product.db.outboxEvent.findMany({
      where: { name: "operator/replay-requested" },
      orderBy: { id: "asc" },
    });
  const endedAt = async (id: string) => (await product.findReplay(id))?.endedAt;

  test("is begun anew, and takes each email once", async () => {
    await deadLetters(130);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    await product.replayBatch(actionId, null);
    const at = (minutes: number) => product.after(new Date(), minutes * product.MINUTE);
    expect(await product.republishReplays(at(4))).toBe(0);
    expect(await product.republishReplays(at(6))).toBe(1);
    expect(await product.republishReplays(at(8))).toBe(0);
    const [, again] = await events();
    expect(again?.data).toMatchObject({ actionId, afterId: null });
    await runToEnd(again?.data as Data);
    expect(await product.findReplay(actionId)).toMatchObject({ total: 130, done: 130 });
    expect(await endedAt(actionId)).toEqual(expect.any(Date));
    expect(await replayed()).toHaveLength(130);
    expect(await product.republishReplays(at(60))).toBe(0);
  });

  test("is not ended by the old run that fails, but by the new one", async () => {
    await deadLetters(1);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    await product.republishReplays(product.after(new Date(), 6 * product.MINUTE));
    const [old, again] = await events();
    expect(old?.data).not.toHaveProperty("republishedAt");
    await product.endReplay(actionId, { republishedAt: null });
    expect(await endedAt(actionId)).toBeNull();
    const { republishedAt } = again?.data as { republishedAt: string };
    await product.endReplay(actionId, { republishedAt: new Date(republishedAt) });
    expect(await endedAt(actionId)).toEqual(expect.any(Date));
  });

  test("is ended when it stands still for a day, so that what is left can be replayed anew", async () => {
    await deadLetters(1);
    const { actionId } = acting();
    await product.requestReplay("sandbox", acting(actionId));
    const nextDay = product.after(new Date(), 25 * product.HOUR);
    expect(await product.republishReplays(nextDay)).toBe(0);
    expect(await endedAt(actionId)).toEqual(nextDay);
    expect(await events()).toHaveLength(1);
  });
});

describe("the press for all of a kind", () => {
  test("counts once, however often it comes, also at once", async () => {
    await deadLetters(2);
    const { actionId } = acting();
    const presses = Array.from({ length: 5 }, () =>
      product.requestReplay("sandbox", acting(actionId)),
    );
    const outcomes = (await Promise.all(presses)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["requested", ...Array<string>(4).fill("unchanged")]);
    expect(await product.requestReplay("sandbox", acting(actionId))).toEqual({
      outcome: "unchanged",
    });
    const where = { name: "operator/replay-requested" };
    expect(await product.db.outboxEvent.count({ where })).toBe(1);
  });

  test("begins nothing where no such email failed", async () => {
    const { actionId } = acting();
    expect(await product.requestReplay("sandbox", acting(actionId))).toEqual({
      outcome: "none_failed",
    });
    expect(await product.findReplay(actionId)).toBeNull();
  });
});
