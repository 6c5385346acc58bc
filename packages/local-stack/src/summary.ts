import type { StackPlan } from "./environment";

/** The table that says what runs where, once everything does. */
export function summarise(
  plan: StackPlan,
  options: { tookMs: number; hasEmailPreview: boolean },
): string {
  const { ports, parts, variables } = plan;
  const rows: [string, string | undefined][] = [
    ["App", variables.APP_URL],
    ["Inbox", parts.ses ? `http://localhost:${ports.ses}` : variables.INBOX_URL],
    ["Mail faults", parts.ses ? `http://localhost:${ports.ses}/faults` : undefined],
    ["Inngest", parts.runner ? `http://localhost:${ports.inngest}` : variables.INNGEST_DEV],
    [
      "Email preview",
      options.hasEmailPreview ? `http://localhost:${ports.emailPreview}` : "npm run emails",
    ],
    ["Database", variables.DATABASE_URL],
    ["Operator", "npm run operator -- <your address, once it is confirmed>"],
  ];
  const lines = rows
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name.padEnd(14)} ${value}`);
  const seconds = (options.tookMs / 1_000).toFixed(1);
  return ["", `Latchkey is ready (${seconds} s)`, "", ...lines, "", "Ctrl-C stops it.", ""].join(
    "\n",
  );
}
