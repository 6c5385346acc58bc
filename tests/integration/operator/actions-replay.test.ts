import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { startApp, type RunningApp } from "../../support/app";
import { someoneSignedInAt } from "../../support/operators";
import { aRegistration } from "../../support/registrations";

let app: RunningApp;
let operator: Awaited<ReturnType<typeof someoneSignedInAt>>;

beforeAll(async () => {
  app = await startApp({ env: { DATABASE_URL: process.env.DATABASE_URL! } });
  operator = await someoneSignedInAt(app.url, "operator");
});

afterAll(() => app.stop());

const REASON = "asked for by phone, ticket 42";

const actionsOn = (subject: string) => db.operatorAction.findMany({ where: { subject } });

describe("a failed email", () => {
  test("is replayed from its entry, once for each press", async () => {
    const { userId, deliveryId } = await aRegistration();
    const fail = () =>
      db.delivery.update({
        where: { id: deliveryId },
        data: { status: "failed", failureCode: "sandbox" },
      });
    await fail();
    const { body } = await operator.browser.open(`/operator/people/${userId}`);
    const path = `/operator/people/act/replay?user=${userId}&mail=${deliveryId}`;
    expect(body).toContain(path.replaceAll("&", "&amp;"));
    await operator.browser.open(path);
    const form = { ...operator.browser.hiddenFields("Retry this email"), reason: REASON };
    const { headers } = await operator.browser.post(path, form);
    expect(headers.location).toContain("done=replayed");
    // It fails anew, and the same form comes once more from the browser's history.
    await fail();
    expect((await operator.browser.post(path, form)).headers.location).toContain("done=repeated");
    const mail = await db.delivery.findUniqueOrThrow({ where: { id: deliveryId } });
    expect(mail.status).toBe("failed");
    expect(await actionsOn(deliveryId)).toHaveLength(1);
  });
});

describe("replaying all of a kind", () => {
  test("says how many there are, begins once and shows how far it is", async () => {
    const { deliveryId } = await aRegistration();
    await db.delivery.update({
      where: { id: deliveryId },
      data: { status: "failed", failureCode: "account_paused" },
    });
    const { body } = await operator.browser.open("/operator/replay?code=account_paused");
    expect(body).toContain("1 email failed this way");
    const form = { ...operator.browser.hiddenFields("Retry all 1 email"), reason: REASON };
    const path = "/operator/replay?code=account_paused";
    const member = await someoneSignedInAt(app.url, "member");
    expect((await member.browser.post(path, form)).status).toBe(404);
    const first = await operator.browser.post(path, form);
    const second = await operator.browser.post(path, form);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await actionsOn("account_paused")).toHaveLength(1);
    const progress = await operator.browser.open(first.headers.location!);
    expect(progress.body).toContain("<progress");
    expect(progress.body).toContain("0 of 1");
  });
});
