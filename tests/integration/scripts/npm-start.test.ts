// "npm start" as a process manager runs it: what it knows is the process of npm.
import { spawn, type ChildProcess } from "node:child_process";
import { connect } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "@latchkey/local-stack/ports/find-free-port";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { poll } from "@latchkey/testing/poll";
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

/** Sends part of a form now, and the rest when it is told to. */
async function halfAForm() {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (text) => (answer += String(text)));
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(answer)));
  const head = ["POST /register HTTP/1.1", "Host: localhost", "Content-Length: 10"];
  const rest = ["Content-Type: text/plain", "Connection: close"];
  socket.write([...head, ...rest, "", "half "].join("\r\n"));
  await new Promise((resolve) => socket.once("drain", resolve).once("connect", resolve));
  return { sendRest: () => (socket.write("form\n"), ended) };
}

const isTaken = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });

test("SIGTERM to npm ends the server within ten seconds, and cuts no answer off", async () => {
  const form = await halfAForm();
  const stoppedAt = Date.now();
  npm.kill("SIGTERM");
  await poll("the port to be free", async () => !(await isTaken()));
  expect(await form.sendRest()).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(Date.now() - stoppedAt).toBeLessThan(LONGEST_MS);
});

test("nothing is said that whoever starts it cannot mend", () => {
  expect(said).not.toMatch(/warning/i);
});
