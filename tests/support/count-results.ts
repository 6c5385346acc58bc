import { existsSync, readFileSync } from "node:fs";

export interface Results {
  passed: number;
  failed: number;
  skipped: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/**
 * Counts what a runner reported. A runner that failed without a failed test (a file that
 * does not load, no tests at all, a crash) counts as one failure.
 */
export function countResults(reportFile: string, exitCode: number): Results {
  const results = existsSync(reportFile)
    ? read(JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport | PlaywrightReport)
    : { passed: 0, failed: 0, skipped: 0 };
  if (exitCode !== 0 && results.failed === 0) results.failed = 1;
  return results;
}

function read(report: VitestReport | PlaywrightReport): Results {
  if ("stats" in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
