import type { OperatorAction } from "@/lib/operator/actions/operator-action";
import type { Command } from "@/lib/operator/commands/command";
import { code, table } from "./markdown";

/** What operators do: on the page of a person, and what the trail says of it. */
export function actionRows(actions: readonly OperatorAction[]): string {
  const rows = actions
    .filter(({ trail }) => Object.keys(trail).length > 0)
    .map(({ page, commands, trail }) => [
      page?.title ?? "—",
      page?.meaning ?? commands?.map(({ summary }) => summary).join("; ") ?? "—",
      Object.values(trail).join("; "),
    ]);
  return table(["on a person's page", "what happens", "in the trail"], rows);
}

/** Everything that can be typed after "npm run operator --". */
export function commandRows(
  commands: readonly Command[],
  usageOf: (command: Command) => string,
): string {
  const rows = commands.map((command) => [code(usageOf(command)), command.summary]);
  return table(["command", "what it does"], rows);
}
