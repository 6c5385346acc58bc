import "server-only";
import { parseArgs } from "node:util";
import { databaseTrouble } from "../db";
import { type Answer, misuse, OPTIONS, type Options } from "./commands/command";
import { listCommand } from "./commands/list";
import { replayAll, replayOne } from "./commands/replay";
import { roleCommand } from "./commands/role";
import { showUser } from "./commands/show-user";
import { suppressionCommand } from "./commands/suppression";
import { changeUser, isUserChange } from "./commands/user";
import { syncInngest } from "./commands/sync-inngest";
import { USAGE } from "./commands/usage";

const WHY = "Say why: --reason <why>. It is kept with the action.";

async function replay(id: string | undefined, { all, code }: Options, why: string) {
  if (all) return id ? misuse("Either one mail or --all.") : replayAll(code ?? null, why);
  return id ? replayOne(id, why) : misuse("Which mail?");
}

/** What changes something needs a reason; what only shows needs none. */
async function run(words: string[], options: Options): Promise<Answer> {
  const [noun, verb, subject, ...rest] = words;
  const why = options.reason?.trim() ?? "";
  if (noun === undefined) return { exitCode: 2, value: { error: "no command" }, lines: [USAGE] };
  if (rest.length > 0) return misuse(`"${rest.join(" ")}" is too much.`);
  if (noun === "list") return listCommand(verb, subject ?? "", options);
  if (noun === "user" && verb === "show")
    return subject ? showUser(subject) : misuse("Which user? An address or an id.");
  if (noun === "inngest")
    return verb === "sync" ? syncInngest(subject) : misuse("There is no such command.");
  if (noun.includes("@") && verb === undefined)
    return roleCommand(noun, "operator", why || undefined);

  const isSuppression = noun === "suppression" && (verb === "lift" || verb === "add");
  const isUser = noun === "user" && isUserChange(verb);
  if (noun !== "replay" && noun !== "withdraw" && !isSuppression && !isUser)
    return misuse("There is no such command.");
  if (!why) return misuse(WHY);
  if (noun === "replay") return replay(verb, options, why);
  if (noun === "withdraw") return verb ? roleCommand(verb, "member", why) : misuse("Whose role?");
  if (!subject) return misuse(isUser ? "Which user? An address or an id." : "Which address?");
  return isSuppression
    ? suppressionCommand(verb, subject, why)
    : changeUser(verb ?? "", subject, why, options.registration);
}

const TROUBLE = {
  unreachable:
    'The database does not answer. DATABASE_URL names another; the local one runs with "npm run dev".',
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
 * What operators do by command line, by the same verbs as on their pages.
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
