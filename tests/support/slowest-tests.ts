import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

interface VitestReport {
  testResults: { name: string; assertionResults: { title: string; duration?: number | null }[] }[];
}

interface Suite {
  file: string;
  suites?: Suite[];
  specs: { title: string; tests: { results: { duration: number }[] }[] }[];
}

type Timed = { file: string; title: string; ms: number };

const inSuite = (suite: Suite): Timed[] => [
  ...suite.specs.map(({ title, tests }) => ({
    file: path.join("tests/e2e", suite.file),
    title,
    ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
  })),
  ...(suite.suites ?? []).flatMap(inSuite),
];

function timesIn(reportFile: string): Timed[] {
  if (!existsSync(reportFile)) return [];
  const report = JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport | { suites: Suite[] };
  if ("suites" in report) return report.suites.flatMap(inSuite);
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({
      file: path.relative(process.cwd(), name),
      title,
      ms: duration ?? 0,
    })),
  );
}

/**
 * The slowest tests of what the runners reported, slowest first, a line each: seconds, file and
 * name. The time of what a file does before its first test is in none of them.
 */
export function slowestTests(reportFiles: string[], count: number): string[] {
  const slowest = reportFiles.flatMap(timesIn).sort((a, b) => b.ms - a.ms);
  return slowest
    .slice(0, count)
    .map(({ file, title, ms }) => `${(ms / 1_000).toFixed(1).padStart(6)} s  ${file} › ${title}`);
}
