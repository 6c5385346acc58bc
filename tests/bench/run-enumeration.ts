import type { Ending } from "@latchkey/local-stack/end-on-signals";
import { measureEnumeration } from "./enumeration";
import { tableOf } from "./report";
import { measureSequences } from "./sequences";
import { startBench } from "./start-bench";

const SEQUENCES = 200;

/** Whether answers tell who has an account. Prints what was found, and returns whether none does. */
export async function runEnumeration(
  end: Ending,
  [sequences = SEQUENCES, seed]: number[],
  say: (line: string) => void,
): Promise<boolean> {
  const { passwordHash } = await startBench(end, 0, say);
  say("Asking who has an account, step by step");
  const stepByStep = await measureSequences(sequences, seed);
  say("Asking who has an account");
  const [byTheClock, table] = await measureEnumeration(passwordHash);
  const lines = [stepByStep, byTheClock];
  console.log(`\n${tableOf(lines)}`);
  console.log(`\nWho has an account? By how long answers take\n${table}`);
  return lines.every(({ isMet }) => isMet);
}
