import { gatherEvidence } from "./evidence";
import { judge } from "./judge";
import type { Lab } from "./lab";
import type { Person } from "./people";
import type { Findings } from "./scenario";
import { describeLeftovers, settle, sumOf, type Settling } from "./settle";

export interface Conclusion extends Settling {
  scenario: string;
  faults: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Whose email reaches no mailbox, because it bounces there. */
  comesBack?: (address: string) => boolean;
}

/** Lets everything come to its end, and judges what came of it. */
export async function conclude(
  lab: Lab,
  people: Person[],
  { scenario, faults, startedAt, comesBack, ...settling }: Conclusion,
): Promise<Findings> {
  const left = await settle(lab, settling);
  const seconds = (Date.now() - startedAt) / 1_000;
  const judgement = judge(people, await gatherEvidence(lab), comesBack);
  const broken = [...judgement.broken, ...describeLeftovers(left), ...lab.accidents];
  return { ...judgement, scenario, faults, stuck: sumOf(left), seconds, broken };
}
