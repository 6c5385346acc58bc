import { serve } from "inngest/edge";
import { expect, test } from "vitest";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { after, DAY } from "@/lib/clock";
import { db } from "@/lib/db";
import { retentionTable } from "@/lib/retention/retention-table";

type Step = { id: string; displayName: string; data: unknown };

const handler = serve({ client: inngest, functions });

/** Runs the function as Inngest's server does: call by call, each with the steps so far. */
async function runByNight(): Promise<Step[]> {
  const run_id = crypto.randomUUID();
  const done: Step[] = [];
  for (;;) {
    const event = { id: run_id, name: "inngest/scheduled.timer", data: {}, ts: Date.now() };
    const stack = { stack: done.map(({ id }) => id), current: done.length };
    const steps = Object.fromEntries(done.map(({ id, data }) => [id, { type: "data", data }]));
    const ctx = { run_id, attempt: 0, max_attempts: 4, use_api: false, stack };
    const body = JSON.stringify({
      ...{ event, events: [event], steps, version: 2 },
      ctx: { ...ctx, disable_immediate_execution: false },
    });
    const url = "http://localhost:3000/api/inngest?fnId=latchkey-apply-retention&stepId=step";
    const headers = { host: "localhost:3000", "content-type": "application/json" };
    const request = new Request(url, { method: "POST", headers, body });
    const response = await handler(request);
    if (response.status === 200) return done;
    if (response.status !== 206) throw new Error(await response.text());
    const ops = (await response.json()) as Step[];
    done.push(...ops);
  }
}

test("every night each line of the table is applied until nothing is due, batch by batch", async () => {
  const publishedAt = after(new Date(), -8 * DAY);
  const events = Array.from({ length: 1_500 }, () => ({ name: "x", data: {}, publishedAt }));
  await db.outboxEvent.createMany({ data: events });
  const steps = await runByNight();
  expect(steps.map(({ displayName }) => displayName)).toEqual([
    "delete outbox_events, batch 1",
    "delete outbox_events, batch 2",
    ...retentionTable.slice(1).map(({ name }) => `delete ${name}, batch 1`),
    "encrypt secrets anew, batch 1",
    "record that it ran",
  ]);
  expect(steps.slice(0, 2).map(({ data }) => data)).toEqual([
    { deleted: 1_000, isMore: true },
    { deleted: 500, isMore: false },
  ]);
  expect(await db.outboxEvent.count()).toBe(0);
  expect(await db.heartbeat.count({ where: { name: "apply-retention" } })).toBe(1);
});
