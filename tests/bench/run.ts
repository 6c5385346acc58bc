// npm run bench: the production build on a stack of its own, measured operation by operation. It
// prints tables and judges nothing but enumeration: a target of speed that is missed is printed.
import { existsSync } from "node:fs";
import { Misuse, readOptions, refuse } from "@latchkey/command-line/read-options";
import { endOnSignals } from "@latchkey/local-stack/end-on-signals";
import { runEnumeration } from "./run-enumeration";
import { OPERATIONS } from "./operations";
import { runMeasures } from "./run-measures";
import { FIGURES } from "./single-figures";

const measures = [...OPERATIONS.map(({ name }) => name), ...Object.keys(FIGURES)];
const command = {
  name: "npm run bench",
  help: `what each operation of the production build costs.
Usage: npm run bench -- [<measure> … | enumeration [<sequences> [<seed>]]]

  enumeration       measures only whether answers tell who has an account: how many sequences are
                    compared, and from which seed; it fails when they do
  --people <n>      seeds so many people first, in a database that the next bench finds again
  --save <column>   keeps the figures in tests/bench/figures.json, to be printed beside later ones

Measures: ${measures.join(", ")}.
A measure that is named alone also prints its SQL statements. All take about five minutes.
A target that is missed is only printed. It needs nothing to be running: it starts a stack of its own.`,
  options: { people: { type: "string", default: "0" }, save: { type: "string" } },
  words: Infinity,
} as const;

const { values, words } = readOptions(command);
const people = Number(values.people);
const unknown = words.find((word) => !measures.includes(word));
const numbers = words.slice(1);

if (!Number.isSafeInteger(people) || people < 0)
  refuse(command, new Misuse("How many people is a whole number."));
if (!existsSync("/proc/self/stat"))
  refuse(command, new Misuse("The bench reads CPU times from /proc, which only Linux has."));

const end = endOnSignals();
const say = (line: string) => console.log(`— ${line}`);
try {
  if (words[0] === "enumeration") {
    if (numbers.length > 2 || numbers.some((each) => !/^\d+$/.test(each)))
      refuse(command, new Misuse("How many sequences, and from which seed, are whole numbers."));
    end.finish((await runEnumeration(end, numbers.map(Number), say)) ? 0 : 1);
  } else {
    if (unknown !== undefined) refuse(command, new Misuse(`There is no measure "${unknown}".`));
    const wanted = words.length > 0 ? words : measures;
    await runMeasures(end, { wanted, people, column: values.save, say });
    end.finish(0);
  }
} catch (error) {
  end.fail(error instanceof Error ? error.message : String(error));
}
