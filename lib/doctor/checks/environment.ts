import type { EnvironmentProblem } from "../../env-schema";
import { type CheckedLine, rule } from "../line";
import type { Ports } from "../ports";

/** What a start would complain of. Never the values. */
export function describeProblems(problems: readonly EnvironmentProblem[]): CheckedLine[] {
  return problems.map(({ name, message }) => ({
    name,
    state: "wrong",
    found: `${name} ${message}.`,
    right: "The app starts only when each variable is right.",
    fix: `Set ${name}. docs/environment.md says what it does.`,
  }));
}

export function checkEnvironment({ env }: Ports): CheckedLine[] {
  return [
    rule({
      name: "variables",
      isRight: true,
      found: "The app can start with these variables.",
      right: "Each variable has the right form.",
      fix: "",
    }),
    rule({
      name: "METRICS_TOKEN",
      isRight: env.METRICS_TOKEN !== undefined,
      otherwise: "warning",
      found: env.METRICS_TOKEN ? "Set." : "Not set: nobody can watch this deployment.",
      right: "Set, so that Prometheus can read /api/metrics.",
      fix: "Set METRICS_TOKEN (openssl rand -base64 33) and load ops/alerts.yml.",
    }),
  ];
}
