import { code, table } from "./markdown";

/** What operators do, as pages and the trail say it; and everything that they can type. */
export async function operatorTables(): Promise<string[]> {
  // Imported when the environment is set: it is checked by what this loads.
  const { operatorActions } = await import("@/lib/operator/actions");
  const { commands, commandUsage } = await import("@/lib/operator/commands/commands");
  const actions = operatorActions
    .filter(({ trail }) => Object.keys(trail).length > 0)
    .map(({ page, commands: own, trail }) => [
      page?.title ?? "—",
      page?.meaning ?? own?.map(({ summary }) => summary).join("; ") ?? "—",
      Object.values(trail).join("; "),
    ]);
  return [
    table(["on a person's page", "what happens", "in the trail"], actions),
    table(
      ["command", "what it does"],
      commands.map((command) => [code(commandUsage(command)), command.summary]),
    ),
  ];
}
