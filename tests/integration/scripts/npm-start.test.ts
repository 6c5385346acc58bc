// "npm start" as a process manager runs it: what it knows is the process of npm.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { poll } from "@latchkey/testing/poll";
import { halfAForm, isTaken } from "../../support/half-a-form";
import { testEnvironment } from "../../support/test-environment";

const LONGEST_MS = 10_000;

let npm: ChildProcess;
let port: number;
let said = "";

beforeAll(async () => {
  if (process.env.LATCHKEY_TEST_BUILD === undefined)
    throw new Error('This test needs the production build. Run it by "npm test -- integration".');
  port = await findFreePort();
  const variables = testEnvironment({ databaseUrl: process.env.DATABASE_URL!, port });
  npm = spawn("npm", ["start"], {
    cwd: path.join(import.meta.dirname, "../../.."),
    env: { ...process.env, ...variables, PORT: String(port), NODE_ENV: "production" },
    // Whatever is left behind is ended with its group.
    detached: true,
  });
  for (const stream of [npm.stdout, npm.stderr])
    stream?.on("data", (text) => (said += String(text)));
  await untilAnswers(`http://127.0.0.1:${port}/icon.svg`, {
    deadlineMs: 30_000,
    isHopeless: () => npm.exitCode !== null,
  });
});

afterAll(() => {
  try {
    process.kill(-npm.pid!, "SIGKILL");
  } catch {
    // Nobody of its group is left.
  }
});

test("SIGTERM to npm ends the server within ten seconds, and cuts no answer off", async () => {
  const form = await halfAForm(port);
  const stoppedAt = Date.now();
  npm.kill("SIGTERM");
  await poll("the port to be free", async () => !(await isTaken(port)));
  expect(await form.sendRest()).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(Date.now() - stoppedAt).toBeLessThan(LONGEST_MS);
});

test("nothing is said that whoever starts it cannot mend", () => {
  expect(said).not.toMatch(/warning/i);
});
