// npm run chaos: breaks the product's surroundings in every way it knows, and tells whether
// each promise was kept.
import { randomInt } from "node:crypto";
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { buildApp } from "@latchkey/local-stack/build-app";
import { endOnSignals } from "@latchkey/local-stack/end-on-signals";
import { projectRoot } from "@latchkey/local-stack/project-root";
import { startLab, type Lab } from "./lab";
import { planLab } from "./lab-plan";
import { brokenPromises, tableOf, verdictOn } from "./report";
import type { Findings, Scenario, Setting } from "./scenario";
import { bounces } from "./scenarios/bounces";
import { kills } from "./scenarios/kills";
import { lostAnswers } from "./scenarios/lost-answers";
import { lostWork } from "./scenarios/lost-work";
import { outage } from "./scenarios/outage";
import { pace } from "./scenarios/pace";
import { throttled } from "./scenarios/throttled";

const SCENARIOS: Scenario[] = [kills, lostAnswers, lostWork, throttled, pace, bounces, outage];

const command = {
  name: "npm run chaos",
  help: `breaks the product's surroundings, and tells whether each promise was kept.
Usage: npm run chaos -- [<scenario> …] [--seed <number>]

  scenarios   ${SCENARIOS.map(({ name }) => name).join(", ")}; all of them, unless some are named
  --seed      chooses what chance does

It needs nothing to be running: it starts stacks of its own.`,
  options: { seed: { type: "string", default: String(randomInt(1_000_000)) } },
  words: Infinity,
} as const;
const { values, words } = readOptions(command);
if (!/^\d+$/.test(values.seed)) refuse(command, new Misuse("A seed is a whole number."));
const chosen = words.length === 0 ? SCENARIOS : words.map(scenarioNamed);

const say = (line: string) => console.log(`— ${Math.round(performance.now() / 1_000)} s: ${line}`);
const end = endOnSignals(130);
try {
  buildApp(projectRoot, (await planLab({ hasEvents: false })).variables, say);
  const findings: Findings[] = [];
  for (const scenario of chosen) {
    say(`Scenario ${scenario.name}`);
    const found = await runScenario(scenario, Number(values.seed));
    findings.push(...found);
    // A run that is cut off has said at least this.
    for (const each of found) say(`${each.scenario}: ${verdictOn(each)}`);
  }
  console.log(`\n${tableOf(findings)}`);
  const isKept = findings.every(({ broken }) => broken.length === 0);
  if (!isKept) console.log(`\n${brokenPromises(findings)}`);
  end.finish(isKept ? 0 : 1);
} catch (error) {
  end.fail(error instanceof Error ? error.message : String(error));
}

function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (scenario) return scenario;
  const names = SCENARIOS.map((each) => each.name).join(", ");
  return refuse(command, new Misuse(`There is no scenario "${name}", only ${names}.`));
}

/** A scenario that cannot go on is a line of the table like every other. */
async function runScenario(scenario: Scenario, seed: number): Promise<Findings[]> {
  const startedAt = Date.now();
  const labs: Lab[] = [];
  const setting: Setting = {
    say,
    seed,
    startLab: async (wish) => {
      const lab = await startLab(wish);
      labs.push(lab);
      end.afterwards(() => lab.stop());
      return lab;
    },
  };
  try {
    return await scenario.run(setting);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    for (const lab of labs) await lab.stop();
    const nothing = { acknowledged: 0, users: 0, mailed: 0, duplicates: 0, losses: 0, stuck: 0 };
    const seconds = (Date.now() - startedAt) / 1_000;
    const broken = [`could not go on: ${reason}`];
    return [{ ...nothing, scenario: scenario.name, faults: "", seconds, broken }];
  }
}
