import "server-only";
import { actionCommands } from "../actions";
import type { Command } from "./command";
import { listCommands } from "./list";
import { showUserCommand } from "./show-user";

/** Every command of "npm run operator". */
export const commands: readonly Command[] = [...listCommands, showUserCommand, ...actionCommands];

/** What is typed for a command, as the help and the documents show it. */
export function commandUsage({ words, usage, needsReason }: Command): string {
  return [...words, usage, needsReason ? "--reason <why>" : ""].filter(Boolean).join(" ");
}
