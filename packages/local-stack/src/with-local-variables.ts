// Runs a program of the product with `localVariables`:
//   tsx with-local-variables.ts <program> [arguments]
import path from "node:path";
import { pathToFileURL } from "node:url";
import { localVariables } from "./local-variables";
import { projectRoot } from "./project-root";

const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error("Which program? Give its file.");

for (const [name, value] of Object.entries({ LOG_LEVEL: "warn", ...localVariables() })) {
  // An assigned `undefined` would be the word "undefined".
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
const file = path.join(projectRoot, program);
process.argv.splice(1, process.argv.length, file, ...args);
await import(pathToFileURL(file).href);
