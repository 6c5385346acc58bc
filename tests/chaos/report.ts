import { columnsOf } from "../bench/report";
import type { Findings } from "./scenario";

const HEAD = [
  "scenario",
  "faults injected",
  "acknowledged",
  "users",
  "mailed",
  "duplicates",
  "losses",
  "stuck",
  "seconds",
  "promises",
];
/** Of one scenario, so many broken promises are told; the rest are counted. */
const MOST_TOLD = 20;

/** Whether every promise was kept, in a word. */
export const verdictOn = ({ broken }: Findings): string =>
  broken.length === 0 ? "kept" : "BROKEN";

/** The table for a terminal; "mailed" counts people. */
export function tableOf(findings: Findings[]): string {
  const rows = findings.map((each) => [
    each.scenario,
    each.faults,
    String(each.acknowledged),
    String(each.users),
    String(each.mailed),
    String(each.duplicates),
    String(each.losses),
    String(each.stuck),
    each.seconds.toFixed(0),
    verdictOn(each),
  ]);
  return columnsOf([HEAD, ...rows], [2, 3, 4, 5, 6, 7, 8]);
}

/** Every promise that was broken, below the table. */
export function brokenPromises(findings: Findings[]): string {
  return findings
    .flatMap(({ scenario, broken }) => [
      ...broken.slice(0, MOST_TOLD).map((sentence) => `${scenario}: ${sentence}`),
      ...(broken.length > MOST_TOLD ? [`${scenario}: and ${broken.length - MOST_TOLD} more`] : []),
    ])
    .join("\n");
}
