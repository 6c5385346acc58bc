// npm run bench: the production build on the embedded stack, measured against the targets of
// the design. It prints a table and judges nothing: its exit code says only that it ran.
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import pg from "pg";
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { buildApp, nextCli } from "@latchkey/local-stack/build-app";
import { endOnSignals, type Ending } from "@latchkey/local-stack/end-on-signals";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { PlainBrowser } from "../support/plain-browser";
import { startTestStack } from "../support/test-stack";
import { measureEnumeration } from "./enumeration";
import { costOf, hashingRate, hashOnce, type HashCost } from "./hashing";
import {
  confirmationRate,
  mailRate,
  mailsAreOut,
  PASSWORD,
  registerToMailTime,
  registrationRate,
  signInRate,
  type Bench,
} from "./measures";
import { pageTimes } from "./page-times";
import { preparePeople } from "./prepared-people";
import { tableOf, type Line } from "./report";
import { measureSequences } from "./sequences";
import { scriptBytesOf } from "./weigh-page";

const root = path.join(import.meta.dirname, "../..");
const MAILS = 1_000;
const FORMS = 400;
const SEQUENCES = 200;

const command = {
  name: "npm run bench",
  help: `measures rates and times of the production build.
Usage: npm run bench -- [enumeration [<sequences> [<seed>]]]

  enumeration   measures only whether answers tell who has an account: how many sequences are
                compared, and from which seed

It fails when answers tell who has an account. A target of speed that is missed is only printed.
It needs nothing to be running: it starts a stack of its own.`,
  words: 3,
};
const [chapter, ...numbers] = readOptions(command).words;
if (chapter !== undefined && chapter !== "enumeration")
  refuse(command, new Misuse(`There is no chapter "${chapter}", only enumeration.`));
if (numbers.some((each) => !/^\d+$/.test(each)))
  refuse(command, new Misuse("How many sequences, and from which seed, are whole numbers."));

const say = (line: string) => console.log(`— ${line}`);
const end = endOnSignals();
try {
  const { rates, privacy, enumeration } = await measureAll(end, chapter !== undefined);
  console.log(
    `\n${availableParallelism()} cores, all parts on this machine\n${tableOf([...rates, ...privacy])}`,
  );
  console.log(`\nWho has an account? By how long answers take\n${enumeration}`);
  end.finish(privacy.every(({ isMet }) => isMet) ? 0 : 1);
} catch (error) {
  end.fail(error instanceof Error ? error.message : String(error));
}

async function measureAll(end: Ending, isEnumerationAlone: boolean) {
  const everything = await startEverything(end);
  const cost = await costOfProduct(everything.bench);
  const rates = isEnumerationAlone ? [] : await measureRates(everything, cost);
  const [sequences = SEQUENCES, seed] = numbers.map(Number);
  say("Asking who has an account, step by step");
  const stepByStep = await measureSequences(sequences, seed);
  say("Asking who has an account");
  const [line, enumeration] = await measureEnumeration(await hashOnce(PASSWORD, cost));
  return { rates, privacy: [stepByStep, line], enumeration };
}

/** What the product pays for a password's hash; found by registering people, which warms it up. */
async function costOfProduct(bench: Bench): Promise<HashCost> {
  await registrationRate(bench, 40);
  await mailsAreOut(bench);
  const { rows } = await bench.database.query<{ hash: string }>(
    "SELECT password_hash AS hash FROM registration LIMIT 1",
  );
  return costOf(rows[0]?.hash ?? "");
}

async function measureRates(
  { bench, pid, sendRate }: Awaited<ReturnType<typeof startEverything>>,
  cost: HashCost,
): Promise<Line[]> {
  const memory = () =>
    `${Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1_024)} MB`;
  const memoryBefore = memory();
  say("Hashing passwords");
  const hashing = await hashingRate(cost);
  say("Opening pages");
  const pages = await pageTimes(bench.origin, PASSWORD);
  say("Registering, one person at a time");
  const toMail = await registerToMailTime(bench, 30);
  say(`Registering ${FORMS} people`);
  const registering = await registrationRate(bench, FORMS);
  await mailsAreOut(bench);
  say(`Sending ${MAILS} mails`);
  const people = await preparePeople(bench.database, MAILS, await hashOnce(PASSWORD, cost));
  const mails = await mailRate(bench, people);
  say(`Confirming ${MAILS} addresses`);
  const confirming = await confirmationRate(bench, people, mails.links);
  say(`Signing ${FORMS} people in`);
  const signingIn = await signInRate(bench, people.slice(0, FORMS));
  const scripts = (await scriptBytesOf(bench.origin, "/register")) / 1_000;

  const perSecond = (rate: number) => `${rate.toFixed(0)} a second`;
  const share = (rate: number) => `${((100 * rate) / hashing).toFixed(0)} %`;
  const slowest = Math.max(...pages.map((page) => page.milliseconds));
  return [
    {
      measure: "hash a password (Argon2id, 19 MiB, 2 passes)",
      result: perSecond(hashing),
      target: "",
    },
    { measure: "register, mails going out meanwhile", result: perSecond(registering), target: "" },
    asked(
      "… of the hashing rate",
      share(registering),
      "at least 75 %",
      registering >= 0.75 * hashing,
    ),
    asked(
      "mails, outbox to SES",
      perSecond(mails.perSecond),
      "at least 100 a second",
      mails.perSecond >= 100,
    ),
    asked(
      "… most within one second",
      String(mails.mostWithinASecond),
      `at most ${sendRate}`,
      mails.mostWithinASecond <= sendRate,
    ),
    asked(
      "register to mail, idle, median of 30",
      `${toMail.toFixed(0)} ms`,
      "at most 60 ms",
      toMail <= 60,
    ),
    asked("confirm by link", perSecond(confirming), "at least 600 a second", confirming >= 600),
    { measure: "sign in", result: perSecond(signingIn), target: "" },
    asked("… of the hashing rate", share(signingIn), "at least 75 %", signingIn >= 0.75 * hashing),
    ...pages.map(({ name, milliseconds }) =>
      asked(
        `page ${name}, median`,
        `${milliseconds.toFixed(1)} ms`,
        "at most 10 ms",
        milliseconds <= 10,
      ),
    ),
    asked("slowest page, median", `${slowest.toFixed(1)} ms`, "at most 10 ms", slowest <= 10),
    asked(
      "JavaScript of /register (gzip)",
      `${scripts.toFixed(1)} kB`,
      "at most 140 kB",
      scripts <= 140,
    ),
    { measure: "memory of the server, before", result: memoryBefore, target: "" },
    { measure: "memory of the server, after", result: memory(), target: "" },
  ];
}

function asked(measure: string, result: string, target: string, isMet: boolean): Line {
  return { measure, result, target, isMet };
}

async function startEverything(end: Ending) {
  say("Starting a stack for the bench");
  const stack = await startTestStack({ say, onFailure: end.fail });
  end.afterwards(() => stack.stop());
  const { variables, ports } = stack.plan;
  buildApp(root, variables, say);
  const app = startChild({
    name: "The app",
    script: nextCli,
    args: ["start", "--hostname", "127.0.0.1", "--port", String(ports.app)],
    cwd: root,
    environment: { ...variables, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onUnexpectedExit: end.fail,
  });
  end.afterwards(() => app.stop());
  const origin = `http://localhost:${ports.app}`;
  await untilAnswers(`${origin}/`, { deadlineMs: 60_000, isHopeless: () => app.hasEnded() });
  Object.assign(process.env, stack.testVariables, { LATCHKEY_TEST_BUILD: "1" });
  const database = new pg.Client({ connectionString: variables.DATABASE_URL });
  await database.connect();
  end.afterwards(() => database.end());
  const runnerUrl = `http://127.0.0.1:${ports.inngest}`;
  await new PlainBrowser(origin).open("/register");
  const inboxUrl = stack.testVariables.TEST_SES_URL ?? "";
  const bench: Bench = { origin, runnerUrl, inboxUrl, database };
  return { bench, pid: app.pid, sendRate: Number(variables.SES_MAX_SEND_RATE) };
}
