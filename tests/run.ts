// npm test: all tests, on a stack of their own. "npm test -- unit", "-- packages",
// "-- integration" and "-- e2e" run one kind; what follows are parts of files' names.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { buildApp, nextCli } from "@latchkey/local-stack/build-app";
import { endOnSignals, type Ending } from "@latchkey/local-stack/end-on-signals";
import type { Variables } from "@latchkey/local-stack/environment";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { countResults, type Results } from "./support/count-results";
import { slowestTests } from "./support/slowest-tests";
import { startTestStack, type TestStack } from "./support/test-stack";

const KINDS = ["unit", "packages", "integration", "e2e"] as const;
const root = path.join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const vitestCli = path.join(path.dirname(require.resolve("vitest/package.json")), "vitest.mjs");
const playwrightCli = require.resolve("@playwright/test/cli");

const command = {
  name: "npm test",
  help: `all tests, on a stack of their own and free ports.
Usage: npm test -- [${KINDS.join(" | ")}] [<part of a file's name> …] [-- <options of the runner>]

  -t <words>   only tests with these words in their name
  --times      name the 20 slowest tests at the end

It needs nothing to be running. The runner is Vitest, or Playwright for e2e.`,
  options: {
    testNamePattern: { type: "string", short: "t" },
    times: { type: "boolean", default: false },
  },
  words: Infinity,
} as const;
// What follows a second "--" is the runner's business.
const given = process.argv.slice(2);
const ours = given.includes("--") ? given.slice(0, given.indexOf("--")) : given;
const { values, words } = readOptions(command, ours);
const only = KINDS.find((kind) => kind === words[0]);
const kinds = only === undefined ? KINDS : [only];
const forRunner = given.slice(ours.length + 1);
if (only === undefined && forRunner.length > 0)
  refuse(command, new Misuse("Options are for one runner: name a kind of tests before them"));
const pattern = values.testNamePattern;
/** What follows goes to the runner; the words are parts of files' names. */
const runnerArgs = (nameOption: string) => [
  ...(only === undefined ? words : words.slice(1)),
  ...(pattern === undefined ? [] : [nameOption, pattern]),
  ...forRunner,
];

const end = endOnSignals(130);
const reports = mkdtempSync(path.join(os.tmpdir(), "latchkey-reports-"));
end.afterwards(() => rmSync(reports, { recursive: true, force: true }));
try {
  const total = sum(await runAll(end));
  const reportFiles = ["vitest.json", "playwright.json"].map((name) => path.join(reports, name));
  if (values.times) console.log(["", ...slowestTests(reportFiles, 20)].join("\n"));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  end.finish(total.failed === 0 && total.passed > 0 ? 0 : 1);
} catch (error) {
  end.fail(error instanceof Error ? error.message : String(error));
}

async function runAll(end: Ending): Promise<Results[]> {
  if (only === "unit" || only === "packages") return [await runVitest({}, [only])];
  say("Starting a stack for the tests");
  const stack = await startTestStack({ say, onFailure: end.fail });
  end.afterwards(() => stack.stop());
  buildApp(root, stack.plan.variables, say);

  const results: Results[] = [];
  const vitestKinds = kinds.filter((kind) => kind !== "e2e");
  if (vitestKinds.length > 0) results.push(await runVitest(stack.testVariables, vitestKinds));
  if (kinds.some((kind) => kind === "e2e")) results.push(await runPlaywright(stack));
  return results;
}

async function runVitest(variables: Variables, projects: readonly string[]): Promise<Results> {
  say(`Running ${projects.join(" and ")} tests`);
  const report = path.join(reports, "vitest.json");
  const exitCode = await runToEnd("vitest", vitestCli, {
    args: [
      "run",
      ...projects.flatMap((project) => ["--project", project]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...runnerArgs("--testNamePattern"),
    ],
    environment: { ...process.env, ...variables, LATCHKEY_TEST_BUILD: "1" },
  });
  return countResults(report, exitCode);
}

async function runPlaywright({ plan, testVariables }: TestStack): Promise<Results> {
  say("Starting the production build");
  const app = startChild({
    name: "The app",
    script: nextCli,
    args: ["start", "--hostname", "127.0.0.1", "--port", String(plan.ports.app)],
    cwd: root,
    environment: { ...plan.variables, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onUnexpectedExit: end.fail,
  });
  end.afterwards(() => app.stop());
  await untilAnswers(`http://127.0.0.1:${plan.ports.app}/`, {
    deadlineMs: 60_000,
    isHopeless: () => app.hasEnded(),
  });
  say("Running e2e tests");
  const report = path.join(reports, "playwright.json");
  const exitCode = await runToEnd("playwright", playwrightCli, {
    args: ["test", ...runnerArgs("--grep")],
    environment: { ...plan.variables, ...testVariables, PLAYWRIGHT_REPORT: report },
  });
  return countResults(report, exitCode);
}

async function runToEnd(
  name: string,
  script: string,
  options: { args: string[]; environment: Variables },
): Promise<number> {
  const runner = startChild({ name, script, cwd: root, ...options });
  end.afterwards(() => runner.stop());
  return runner.untilEnded();
}

function sum(results: Results[]): Results {
  return results.reduce((total, each) => ({
    passed: total.passed + each.passed,
    failed: total.failed + each.failed,
    skipped: total.skipped + each.skipped,
  }));
}

function say(line: string): void {
  console.log(`— ${line}`);
}
