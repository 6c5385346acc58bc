import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveSes } from "@latchkey/ses-local/serve-ses";

const BLOCKED = "blocked@example.com";
const BLOCKED_AT_SES = "blocked-at-ses@example.com";

// Imported when the address of SES is known: it is read at the start.
const load = async () => ({
  ...(await import("@/lib/db")),
  ...(await import("@/lib/operator/actions/lift-suppressions")),
});

let product: Awaited<ReturnType<typeof load>>;
let ses: Server;
let sesUrl: string;

beforeAll(async () => {
  ses = await serveSes({ port: 0, account: { suppressed: [BLOCKED_AT_SES] } });
  sesUrl = `http://127.0.0.1:${(ses.address() as AddressInfo).port}`;
  process.env.AWS_ENDPOINT_URL_SESV2 = sesUrl;
  product = await load();
});

const closeSes = () => {
  ses.closeAllConnections();
  ses.close();
};
afterAll(closeSes);

const acting = () => ({ actionId: randomUUID(), operatorId: null, reason: "They asked for it" });

test("emails to an address flow again when an operator lifts what stopped them, of every kind", async () => {
  for (const scope of ["everything", "registration", "recovery"] as const)
    await product.db.suppression.create({
      data: { address: BLOCKED, scope, reason: scope === "everything" ? "complaint" : "not_me" },
    });
  const lifted = await product.liftSuppressions(BLOCKED, acting());
  expect(lifted).toEqual({ outcome: "lifted", ours: 3, atSes: "not_listed" });
  expect(await product.db.suppression.count({ where: { address: BLOCKED } })).toBe(0);
  const action = await product.db.operatorAction.findFirst({ where: { subject: BLOCKED } });
  expect(action).toMatchObject({ name: "suppression_lifted", reason: "They asked for it" });
});

test("an address is taken off SES's own list, too", async () => {
  const lifted = await product.liftSuppressions(BLOCKED_AT_SES, acting());
  expect(lifted).toEqual({ outcome: "lifted", ours: 0, atSes: "removed" });
  const account = await fetch(`${sesUrl}/account`);
  expect(await account.json()).toMatchObject({ suppressed: [] });
});

test("the operator is told when SES's list could not be looked at, and ours is lifted all the same", async () => {
  closeSes();
  await product.db.suppression.create({
    data: { address: BLOCKED, scope: "everything", reason: "hard_bounce" },
  });
  const lifted = await product.liftSuppressions(BLOCKED, acting());
  expect(lifted).toEqual({ outcome: "lifted", ours: 1, atSes: "refused" });
});
