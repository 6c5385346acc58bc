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

/** Where the help says what a command does. */
const COLUMN = 48;

const lines = commands.map((command) => {
  const usage = `  ${commandUsage(command)}`;
  const isLong = usage.length > COLUMN - 2;
  return isLong
    ? `${usage}\n${" ".repeat(COLUMN)}${command.summary}`
    : `${usage.padEnd(COLUMN)}${command.summary}`;
});

/** All there is to type after "npm run operator --". */
export const USAGE = `Usage: npm run operator -- <command> [--json]

${lines.join("\n")}

It needs the database of DATABASE_URL to be running, else that of "npm run dev"; "inngest sync"
and "replay --all", which waits until all is done, need the app, too.

A search is an address or its beginning, a domain or an id. Lists show the newest 200, or
--limit <number>. Name the registration where the address signed up more than once. Exit codes: 0 done, 1 could not be done, 2 not understood.
`;
