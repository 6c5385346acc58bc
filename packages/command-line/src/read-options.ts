import { parseArgs, type ParseArgsConfig } from "node:util";

type Option = NonNullable<ParseArgsConfig["options"]>[string];

/** What the person who typed the command got wrong, in one sentence. */
export class Misuse extends Error {}

/** A script of package.json, as its --help tells of it. */
export interface Command<Options extends Record<string, Option>> {
  /** What is typed, such as "npm run dev". */
  name: string;
  /** What it does, what may follow it, and what has to be running. */
  help: string;
  options?: Options;
  /** How many words may follow; none, unless it says so. */
  words?: number;
}

type Parsed<Options extends Record<string, Option>> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/**
 * Reads what follows a command. With --help it prints the help and ends the process; with
 * anything unknown it says so in one sentence and ends it with exit code 2.
 */
export function readOptions<const Options extends Record<string, Option> = Record<never, Option>>(
  command: Command<Options>,
  args = process.argv.slice(2),
): { values: Parsed<Options>["values"]; words: string[] } {
  const help = { help: { type: "boolean", short: "h" } } as const;
  const options = { ...command.options, ...help } as unknown as Options;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if ((values as { help?: boolean }).help) {
      console.log(`${command.name}: ${command.help.trim()}`);
      process.exit(0);
    }
    const tooMuch = positionals[command.words ?? 0];
    if (tooMuch !== undefined) throw new Misuse(`"${tooMuch}" is too much.`);
    return { values, words: positionals };
  } catch (error) {
    return refuse(command, error);
  }
}

/** Ends the process with exit code 2 for what a person typed; throws what is a bug. */
export function refuse(command: { name: string }, error: unknown): never {
  const isTyped = error instanceof TypeError && "code" in error;
  if (!isTyped && !(error instanceof Misuse)) throw error;
  // What Node adds to its first sentence is about programs.
  const [first = ""] = error.message.split(/\.?(?:\n|\. |$)/);
  const sentence = error instanceof Misuse ? error.message.replace(/\.$/, "") : first;
  const dash = command.name.startsWith("npm ") ? " --" : "";
  console.error(`${sentence}. All there is: ${command.name}${dash} --help`);
  process.exit(2);
}
