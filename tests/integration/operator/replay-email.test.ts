import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { poll } from "@latchkey/testing/poll";
import { startSesStandIn } from "../../support/ses-stand-in";

const load = async () => ({
  ...(await import("@/lib/email/send-email-delivery")),
  ...(await import("@/lib/registration/waiting-state")),
  ...(await import("@/lib/clock")),
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/command-line")),
  ...(await import("@/lib/operator/actions/replay-all")),
  ...(await import("@/lib/operator/replay-batches")),
  ...(await import("@/lib/operator/actions/replay-email")),
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

const REJECTED = { status: 400, code: "MessageRejected", message: "Virus found" };
const acting = () => ({ actionId: randomUUID(), operatorId: null, reason: "SES was mended" });

/** Somebody whose email SES has refused for good. */
async function aDeadLetter() {
  const registration = await product.aRegistration();
  ses.answer(registration.address, REJECTED);
  expect(await product.sendEmailDelivery(registration.deliveryId)).toMatchObject({
    outcome: "failed",
  });
  return registration;
}

const deliveryOf = (id: string) => product.db.delivery.findUniqueOrThrow({ where: { id } });
const eventsOf = (deliveryId: string) =>
  product.db.outboxEvent.count({ where: { data: { path: ["deliveryId"], equals: deliveryId } } });
const mailsTo = (address: string) =>
  ses
    .requestsFor(address)
    .map((each) => Buffer.from(each.get("RawMessage.Data") ?? "", "base64").toString());
const codeIn = (mail: string | undefined) => /(?<![\w-])\d{6}(?![\w-])/.exec(mail ?? "")?.[0];

describe("an email that was given up, and is replayed", () => {
  test("goes out with the same code, and the person sees it on its way", async () => {
    const { deliveryId, address, browser, code } = await aDeadLetter();
    expect(await product.replayEmail(deliveryId, acting())).toEqual({ outcome: "replayed" });
    expect((await product.waitingState(browser)) as object).toMatchObject({
      mail: { status: "queued", failure: null },
    });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
    const [first, second] = mailsTo(address);
    expect(codeIn(second)?.replace(" ", "")).toBe(code);
    expect(codeIn(second)).toBe(codeIn(first));
  });

  test("goes out once, however often and by however many it is pressed", async () => {
    const { deliveryId } = await aDeadLetter();
    const presses = Array.from({ length: 5 }, () => product.replayEmail(deliveryId, acting()));
    const outcomes = (await Promise.all(presses)).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual([...Array<string>(4).fill("not_dead"), "replayed"]);
    // The first asked for it, and one replay.
    expect(await eventsOf(deliveryId)).toBe(2);
    const actions = { subject: deliveryId, name: "mail_replayed" };
    expect(await product.db.operatorAction.count({ where: actions })).toBe(1);
  });

  test("is not sent where it has lost its point: the address was confirmed meanwhile", async () => {
    const { deliveryId, address } = await aDeadLetter();
    await product.db.verification.updateMany({
      where: { address },
      data: { voidedAt: new Date() },
    });
    await product.db.registration.updateMany({
      where: { address },
      data: { confirmedAt: new Date() },
    });
    await product.replayEmail(deliveryId, acting());
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "cancelled" });
    expect(mailsTo(address)).toHaveLength(1);
  });

  test("is one that a suppression had stopped, once that is lifted", async () => {
    const { deliveryId, address } = await product.aRegistration();
    const blocked = { address, scope: "everything" as const, reason: "operator" as const };
    await product.db.suppression.create({ data: blocked });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "cancelled" });
    const lifted = await product.operatorCommand([
      ..."suppression lift".split(" "),
      address,
      "--reason",
      "the mailbox exists by now",
      "--json",
    ]);
    expect(lifted).toMatchObject({ exitCode: 0, isJson: true, value: { address, ours: 1 } });
    const replayed = await product.operatorCommand(["replay", deliveryId, "--reason", "lifted"]);
    expect(replayed).toMatchObject({ exitCode: 0, value: { outcome: "replayed" } });
    expect(await product.sendEmailDelivery(deliveryId)).toEqual({ outcome: "sent" });
  });
});

describe("an email that waits and that nobody has tried in time", () => {
  test.each(["queued", "sending", "deferred"] as const)(
    "(%s) is sent by an operator, and not twice when its own run comes at last",
    async (status) => {
      const { deliveryId, address } = await product.aRegistration();
      const dueAt = product.after(new Date(), -6 * product.MINUTE);
      const data = { status, dueAt, claimedAt: status === "queued" ? null : dueAt };
      await product.db.delivery.update({ where: { id: deliveryId }, data });
      const all = ["replay", deliveryId, "--reason", "Ada asked for it"];
      expect(await product.operatorCommand(all)).toMatchObject({ exitCode: 0 });
      const runs = [product.sendEmailDelivery(deliveryId), product.sendEmailDelivery(deliveryId)];
      expect((await Promise.all(runs)).map(({ outcome }) => outcome)).toContain("sent");
      expect(mailsTo(address)).toHaveLength(1);
    },
  );
});

describe("what is not replayed", () => {
  test("an email that was sent, that waits for its turn, or that somebody withdrew", async () => {
    const sent = await product.aRegistration();
    await product.sendEmailDelivery(sent.deliveryId);
    const queued = await product.aRegistration();
    const withdrawn = await product.aRegistration();
    await product.db.delivery.update({
      where: { id: withdrawn.deliveryId },
      data: { status: "cancelled" },
    });
    for (const { deliveryId } of [sent, queued, withdrawn])
      expect(await product.replayEmail(deliveryId, acting())).toEqual({ outcome: "not_dead" });
    expect(await product.replayEmail(randomUUID(), acting())).toEqual({ outcome: "not_found" });
  });

  test("an email that the provider may have taken, while its word can still come", async () => {
    const { deliveryId } = await product.aRegistration();
    const { after, MINUTE } = product;
    const claimedAt = after(new Date(), -5 * MINUTE);
    await product.db.delivery.update({
      where: { id: deliveryId },
      data: { status: "unknown", claimedAt, dueAt: after(new Date(), -4 * MINUTE) },
    });
    expect(await product.replayEmail(deliveryId, acting())).toEqual({ outcome: "not_dead" });
    const later = after(new Date(), 6 * MINUTE);
    expect(await product.replayEmail(deliveryId, acting(), later)).toEqual({ outcome: "replayed" });
  });
});

/** Does what the durable function does for the replay that is asked for, and names the action. */
async function doReplay(subject: string): Promise<string> {
  const { id } = await poll("the replay to be asked for", () =>
    product.db.operatorAction.findFirst({
      where: { name: "mails_replayed", subject, endedAt: null },
    }),
  );
  await product.replayBatch(id, null);
  await product.endReplay(id);
  return id;
}

describe("by command line, an operator", () => {
  test("lists what has failed, and replays all of one kind", async () => {
    await product.db.delivery.deleteMany();
    const dead = await Promise.all([aDeadLetter(), aDeadLetter(), aDeadLetter()]);
    await product.db.delivery.update({
      where: { id: dead[2].deliveryId },
      data: { failureCode: "sandbox" },
    });
    const listed = await product.operatorCommand(["list", "failed", "--code", "rejected"]);
    expect(listed.lines).toHaveLength(2);
    expect(listed.lines.join()).toContain(dead[0].address);
    const all = ["replay", "--all", "--code", "rejected", "--reason", "mended"];
    const [answer] = await Promise.all([product.operatorCommand(all), doReplay("rejected")]);
    expect(answer).toMatchObject({ exitCode: 0, value: { replayed: 2, total: 2 } });
    expect(answer.lines).toEqual(["2 of 2 emails will be sent again."]);
    expect((await deliveryOf(dead[0].deliveryId)).status).toBe("queued");
    expect((await deliveryOf(dead[2].deliveryId)).status).toBe("failed");
    const nothing = await product.operatorCommand(all);
    expect(nothing).toMatchObject({ exitCode: 0, value: { replayed: 0 } });
  });

  test("replays all of every kind by one action, which says why", async () => {
    await product.db.delivery.deleteMany();
    const dead = await Promise.all([aDeadLetter(), aDeadLetter()]);
    await product.db.delivery.update({
      where: { id: dead[1].deliveryId },
      data: { failureCode: "sandbox" },
    });
    const all = ["replay", "--all", "--reason", "all is well again"];
    const [answer, actionId] = await Promise.all([
      product.operatorCommand(all),
      doReplay("every_kind"),
    ]);
    expect(answer).toMatchObject({ exitCode: 0, value: { id: actionId, replayed: 2 } });
    for (const { deliveryId } of dead) expect((await deliveryOf(deliveryId)).status).toBe("queued");
    const reason = "all is well again";
    const actions = await product.db.operatorAction.findMany({ where: { reason } });
    expect(actions.map(({ name }) => name).toSorted()).toEqual([
      "mail_replayed",
      "mail_replayed",
      "mails_replayed",
    ]);
  });

  test("is told when the app does not begin, and where to see it go on", async () => {
    await aDeadLetter();
    const { exitCode, lines, value } = await product.replayAllAndWait("rejected", "mended", 0);
    expect(exitCode).toBe(1);
    expect(value).toMatchObject({ replayed: 0 });
    expect(lines.join()).toContain(`/operator/replay/${(value as { id: string }).id}`);
  });

  test.each([
    [["replay", randomUUID()], "--reason"],
    [["suppression", "lift", "nonsense", "--reason", "x"], "is not an email address"],
    [["replay", "--everything", "--reason", "x"], "--everything"],
    [["frobnicate"], "npm run operator -- --help"],
  ])("is told what is wrong with %j", async (args, words) => {
    const { exitCode, lines } = await product.operatorCommand(args);
    expect(exitCode).toBe(2);
    expect(lines.join("\n")).toContain(words);
  });
});
