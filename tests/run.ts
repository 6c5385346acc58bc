// npm test: all tests, on a stack of their own. "npm test -- unit", "-- packages",
// "-- integration" and "-- e2e" run one kind; what follows goes to its runner, such as part of a file's name.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { buildApp, nextCli } from "@latchkey/local-stack/build-app";
import { endOnSignals, type Ending } from "@latchkey/local-stack/end-on-signals";
import type { Variables } from "@latchkey/local-stack/environment";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import { untilAnswers } from "@latchkey/local-stack/until-answers";
import { countResults, type Results } from "./support/count-results";
import { startTestStack, type TestStack } from "./support/test-stack";

const KINDS = ["unit", "packages", "integration", "e2e"] as const;
const root = path.join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const vitestCli = path.join(path.dirname(require.resolve("vitest/package.json")), "vitest.mjs");
const playwrightCli = require.resolve("@playwright/test/cli");

const [first, ...rest] = process.argv.slice(2);
const only = KINDS.find((kind) => kind === first);
const kinds = only === undefined ? KINDS : [only];
const runnerArgs = only === undefined ? process.argv.slice(2) : rest;

const end = endOnSignals(130);
const reports = mkdtempSync(path.join(os.tmpdir(), "latchkey-reports-"));
end.afterwards(() => rmSync(reports, { recursive: true, force: true }));
try {
  const total = sum(await runAll(end));
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
      ...runnerArgs,
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
    args: ["test", ...runnerArgs],
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
