import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { poll } from "@latchkey/testing/poll";
import { conclude } from "../conclude";
import type { Lab } from "../lab";
import { registerAll, strangers, type Person } from "../people";
import type { Findings, Scenario, Setting } from "../scenario";
import type { Settling } from "../settle";

export interface LostWorkSize extends Settling {
  /** Who registers in each of the three outages. */
  people: number;
  atOnce: number;
}

/**
 * Inngest accepts events and never runs them: because it loses them, because somebody has told
 * it another address of the app, and because it is killed and its store is lost. Everybody who
 * registered meanwhile gets their email all the same, and nobody helps.
 */
export async function runLostWork(setting: Setting, size: LostWorkSize): Promise<Findings> {
  const { say } = setting;
  const { people: count, atOnce, ...settling } = size;
  // The runner does not look for the app's address again by itself, and gives up soon.
  const lab = await setting.startLab({ hasEvents: true, syncMs: 3_600_000, backoffMs: 20 });
  const groups = ["lost", "elsewhere", "forgotten"].map((name) => strangers(count, name));
  const [lost, elsewhere, forgotten] = groups as [Person[], Person[], Person[]];
  const startedAt = Date.now();

  say(`Registering ${count} people while Inngest loses what it accepts`);
  await lab.runner.loseEvents(true);
  await registerAll(lab, lost, { atOnce });
  await allArePublished(lab);
  const losses = await lab.runner.lostEvents();
  await lab.runner.loseEvents(false);

  say(`Registering ${count} people while Inngest calls a stranger instead of the app`);
  const misled = await mislead(lab);
  await registerAll(lab, elsewhere, { atOnce });
  await allArePublished(lab);
  await poll("the runs to be given up", async () => (await lab.runner.unfinished()) === 0, {
    deadlineMs: 120_000,
    intervalMs: 250,
  });

  say(`Registering ${count} people, whom Inngest forgets when it is killed`);
  await registerAll(lab, forgotten, { atOnce });
  await allArePublished(lab);
  await lab.parts.runner.kill();
  await lab.database.query("DROP SCHEMA inngest_runner CASCADE");
  await misled.stop();
  // When it starts it asks the app for its functions, as a sync does.
  await lab.parts.runner.start();

  say("Waiting until everything is done");
  const people = [...lost, ...elsewhere, ...forgotten];
  const findings = await conclude(lab, people, {
    scenario: "lost-work",
    faults: `${losses} events lost, ${misled.calls()} calls of a stranger, 1 store lost`,
    startedAt,
    ...settling,
  });
  await lab.stop();
  const broken = [...findings.broken];
  if (losses < count || misled.calls() < count) broken.push("too little was lost to show anything");
  if (findings.duplicates > 0) broken.push(`${findings.duplicates} emails came twice`);
  return { ...findings, broken };
}

function allArePublished({ database }: Lab) {
  const waiting = "SELECT FROM outbox_event WHERE published_at IS NULL";
  return poll(
    "the outbox to be empty",
    async () => (await database.query(waiting)).rowCount === 0,
    {
      deadlineMs: 90_000,
      intervalMs: 250,
    },
  );
}

/** Has the runner call somebody else, who knows nothing of Inngest and says so. */
async function mislead(lab: Lab) {
  let calls = 0;
  const stranger = createServer((_, response) => {
    calls += 1;
    response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const { port } = stranger.address() as AddressInfo;
  const { rows } = await lab.database.query<{ registration: string }>(
    "SELECT registration FROM inngest_runner.app",
  );
  const app = rows[0]?.registration ?? "";
  await lab.runner.register(app.replaceAll(/http:\/\/[\w.]+:\d+/g, `http://127.0.0.1:${port}`));
  return {
    calls: () => calls,
    stop: async () => {
      stranger.closeAllConnections();
      await new Promise((resolve) => stranger.close(resolve));
    },
  };
}

export const lostWork: Scenario = {
  name: "lost-work",
  run: async (setting) => [
    await runLostWork(setting, { people: 170, atOnce: 8, deadlineMs: 600_000 }),
  ],
};
