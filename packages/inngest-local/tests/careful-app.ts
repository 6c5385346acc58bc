// An app as a process of its own. Its middle step hangs the first time, so that the process
// can be killed in the middle of it. What it did stands in a file that outlives it.
import { appendFileSync, readFileSync } from "node:fs";
import { clientOf, serveApp } from "./fixture";

const { RUNNER_URL = "", APP_PORT = "", DIARY = "" } = process.env;
const client = clientOf(RUNNER_URL);

function note(what: string): number {
  appendFileSync(DIARY, `${what}\n`);
  return readFileSync(DIARY, "utf8")
    .split("\n")
    .filter((line) => line === what).length;
}

const careful = client.createFunction(
  { id: "careful", triggers: { event: "careful" } },
  async ({ step, attempt }) => {
    await step.run("before", () => note("before"));
    const times = await step.run("middle", async () => {
      const count = note("middle");
      if (count === 1) await new Promise((resolve) => setTimeout(resolve, 60_000));
      return count;
    });
    await step.run("after", () => note("after"));
    return { times, attempt };
  },
);

await serveApp(client, [careful], Number(APP_PORT));
