import { randomInt } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import { startChild } from "@latchkey/local-stack/processes/start-child";
import type { Line } from "./report";

const root = path.join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const vitestCli = path.join(path.dirname(require.resolve("vitest/package.json")), "vitest.mjs");

/**
 * The sequences of the tests at length and from another seed: what a stranger does comes by chance,
 * to two addresses in different states, and is compared step by step. A sequence that tells them
 * apart is printed with its seed, as short as it can be made.
 */
export async function measureSequences(runs: number, seed = randomInt(2 ** 31)): Promise<Line> {
  const child = startChild({
    name: "vitest",
    script: vitestCli,
    args: ["run", "--project", "integration", "enumeration.test.ts", "-t", "comes to their mind"],
    cwd: root,
    environment: {
      ...process.env,
      ENUMERATION_RUNS: String(runs),
      ENUMERATION_SEED: String(seed),
    },
  });
  const isMet = (await child.untilEnded()) === 0;
  return {
    measure: `enumeration by sequences, ${runs} from seed ${seed}`,
    result: isMet ? "cannot be told apart" : "CAN BE TOLD",
    target: "none to be told",
    isMet,
  };
}
