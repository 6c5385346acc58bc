import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serveSes } from "@latchkey/ses-local/serve-ses";

const RATE = 40;

// Imported when the rate and the address of SES are known: both are read at the start.
const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/email/send-rate/reserve-send-slots")),
  ...(await import("@/lib/email/send-rate/refresh-quota")),
  ...(await import("@/lib/email/send-rate/wait-for-send-slot")),
  ...(await import("@/lib/email/provider")),
});

let product: Awaited<ReturnType<typeof load>>;
let ses: Server;
let sesUrl: string;

beforeAll(async () => {
  ses = await serveSes({ port: 0 });
  sesUrl = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  process.env.AWS_ENDPOINT_URL_SES = sesUrl;
  process.env.SES_MAX_SEND_RATE = String(RATE);
  product = await load();
});

const closeSes = () => {
  ses.closeAllConnections();
  ses.close();
};
afterAll(closeSes);

const setAccount = (account: object) =>
  fetch(`${sesUrl}/account`, { method: "PUT", body: JSON.stringify(account) });
const statsOfSes = async () => (await (await fetch(`${sesUrl}/stats`)).json()) as object;

const paceNow = () => product.db.sender.findFirstOrThrow();

beforeEach(async () => {
  const asNew = { maxSendRate: null, max24HourSend: null, sentLast24Hours: 0, sentSince: 0 };
  await product.db.sender.updateMany({ data: { ...asNew, nextAt: new Date(0) } });
});

test("of emails that many processes send at once, no two have the same turn", async () => {
  const askedAt = Date.now();
  const turns = await Promise.all(Array.from({ length: 60 }, () => product.reserveSendSlots(1)));
  expect(turns.map(({ given }) => given)).toEqual(Array(60).fill(1));
  const { nextAt, sentSince } = await paceNow();
  expect(sentSince).toBe(60);
  expect(nextAt.getTime() - askedAt).toBeGreaterThanOrEqual((60 * 1_000) / RATE);
});

test("an email by itself goes at once, and a second one waits its turn", async () => {
  expect(await product.reserveSendSlots(1)).toMatchObject({ given: 1, firstInMs: 0 });
  const inFourSeconds = new Date(Date.now() + 4_000);
  await product.db.sender.updateMany({ data: { nextAt: inFourSeconds } });
  const { given, firstInMs } = await product.reserveSendSlots(1);
  expect(given).toBe(1);
  expect(firstInMs).toBeGreaterThan(1_000);
  expect((await paceNow()).nextAt.getTime()).toBeGreaterThan(inFourSeconds.getTime());
});

test("who would wait for longer than a few seconds is told so, and takes nobody's turn", async () => {
  const { given } = await product.reserveSendSlots(10_000);
  expect(given).toBeGreaterThan(4 * RATE);
  expect(given).toBeLessThan(6 * RATE);
  const inAMinute = new Date(Date.now() + 60_000);
  await product.db.sender.updateMany({ data: { nextAt: inAMinute } });
  expect(await product.reserveSendSlots(1)).toMatchObject({ given: 0, isQuotaSpent: false });
  expect(await paceNow()).toMatchObject({ sentSince: given, nextAt: inAMinute });
});

test("the provider's rate counts where it is lower than ours, and not where it is higher", async () => {
  await product.db.sender.updateMany({ data: { maxSendRate: 2 } });
  expect((await product.reserveSendSlots(1)).intervalMs).toBeGreaterThanOrEqual(500);
  await product.db.sender.updateMany({ data: { maxSendRate: 5_000 } });
  expect((await product.reserveSendSlots(1)).intervalMs).toBeGreaterThanOrEqual(1_000 / RATE);
});

test("nothing is handed over beyond the quota of a day", async () => {
  await product.db.sender.updateMany({ data: { max24HourSend: 50, sentLast24Hours: 48 } });
  expect(await product.reserveSendSlots(5)).toMatchObject({ given: 2, isQuotaSpent: false });
  expect(await product.reserveSendSlots(1)).toMatchObject({ given: 0, isQuotaSpent: true });
  const mail = aMail();
  await expect(product.sendRaw(mail)).rejects.toMatchObject({ code: "quota_used_up" });
  const mails = await fetch(`${sesUrl}/mails?to=${mail.to}`);
  expect(await mails.json()).toEqual([]);
});

test("of a burst no more emails are let go within any second than the rate allows", async () => {
  const letGo: number[] = [];
  const turns = Array.from({ length: RATE * 2 }, async () => {
    await product.waitForSendSlot();
    letGo.push(performance.now());
  });
  await Promise.all(turns);
  const within = letGo.map((from) => letGo.filter((at) => at >= from && at < from + 1_000).length);
  expect(Math.max(...within)).toBeLessThanOrEqual(RATE);
});

test("a burst reaches the provider, all of it", async () => {
  const mails = Array.from({ length: RATE }, aMail);
  await Promise.all(mails.map((mail) => product.sendRaw(mail)));
  expect(await statsOfSes()).toMatchObject({ accepted: mails.length });
});

test("what SES tells of its quota holds for all processes, and stays when it falls silent", async () => {
  const told = { maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 321 };
  await setAccount(told);
  await product.reserveSendSlots(3);
  expect(await product.refreshQuota()).toEqual({ outcome: "read", quota: told });
  expect(await paceNow()).toMatchObject({ ...told, sentSince: 0 });
  closeSes();
  expect(await product.refreshQuota()).toEqual({ outcome: "unknown" });
  expect(await paceNow()).toMatchObject(told);
});

function aMail() {
  return {
    from: "no-reply@latchkey.example",
    to: `pace-${randomUUID()}@example.com`,
    raw: Buffer.from("Subject: Hello\r\n\r\nHello\r\n"),
    tags: {},
  };
}
