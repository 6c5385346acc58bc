import "server-only";
import { parseArgs } from "node:util";
import { databaseTrouble } from "../db";
import { type Answer, type Command, misuse, OPTIONS } from "./commands/command";
import { commands, USAGE } from "./commands/commands";

/** The command that begins with most of the words. An address alone is the one without words. */
function findCommand(typed: string[]): Command | undefined {
  const isAddress = typed.length === 1 && typed[0]?.includes("@");
  return commands
    .filter(
      ({ words }) =>
        (words.length > 0 || isAddress) && words.every((word, at) => word === typed[at]),
    )
    .toSorted((a, b) => b.words.length - a.words.length)[0];
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** What changes something needs a reason; what only shows needs none. */
async function run(positionals: string[], values: Values): Promise<Answer> {
  const [first] = positionals;
  if (first === undefined) return { exitCode: 2, value: { error: "no command" }, lines: [USAGE] };
  const typed = values.all ? positionals.toSpliced(1, 0, "--all") : positionals;
  const command = findCommand(typed);
  if (!command)
    return misuse(
      first === "list" ? "Missing list: users, failed or suppressions." : "Unknown command.",
    );
  const [subject = "", ...rest] = typed.slice(command.words.length);
  if (rest.length > 0) return misuse(`Unexpected argument: "${rest.join(" ")}".`);
  const reason = values.reason?.trim() ?? "";
  if (command.needsReason && !reason)
    return misuse('Add a reason: --reason "<why>". It’s saved in the audit log.');
  if (command.question && !subject) return misuse(command.question);
  return command.run(subject, { ...values, reason });
}

const TROUBLE = {
  unreachable:
    'The database isn’t responding. DATABASE_URL names another; the local one runs with "npm run dev".',
  not_migrated: "The database is not migrated: npm run db:migrate",
};

/** What whoever typed the command can mend, in a sentence; throws what is a bug. */
function explain(error: unknown): Answer {
  if (error instanceof TypeError && "code" in error)
    // What Node adds to its first sentence is about programs.
    return misuse(`${error.message.split(/\.?(?:\n|\. |$)/)[0]}.`);
  const trouble = databaseTrouble(error);
  if (!trouble) throw error;
  return { exitCode: 1, value: { error: TROUBLE[trouble] }, lines: [TROUBLE[trouble]] };
}

/**
 * What operators do by command line, by the same actions as on their pages.
 *
 * @param args what follows "npm run operator --"
 */
export async function operatorCommand(args: string[]): Promise<Answer & { isJson: boolean }> {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    return { ...(await run(positionals, values)), isJson: values.json };
  } catch (error) {
    return { ...explain(error), isJson: args.includes("--json") };
  }
}
