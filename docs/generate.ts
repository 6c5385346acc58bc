// npm run docs: writes the generated parts of the documents from the code. With --check it writes
// nothing, names everything that documents and code do not agree about, and ends with exit code 1.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { readOptions } from "@latchkey/command-line/read-options";
import { sesFailureRules } from "@/lib/email/ses-failures";
import { smtpFailureRules } from "@/lib/email/smtp-failures";
import { snsFailureRules } from "@/lib/text/sns-failures";
import { dependencyProblems, readmeProblems, referenceProblems } from "./generate/document-checks";
import {
  deliveryMoveRows,
  failureRows,
  failureRules,
  reasonRows,
  textFailureRows,
} from "./generate/email-tables";
import {
  environmentProblems,
  environmentTables,
  harmlessEnvironment,
  readExample,
} from "./generate/environment-tables";
import { operatorTables } from "./generate/operator-tables"; // operator's console
import { routeTable } from "./generate/route-table";
import { limitRows, retentionRows } from "./generate/rule-tables";

const PART = /(<!-- generated: npm run docs -->)[^]*?(<!-- end of generated part -->)/g;

const { check, root } = readOptions({
  name: "npm run docs",
  help: `writes the generated parts of the documents from the code.

  --check           writes nothing, and names what documents and code do not agree about
  --root <folder>   where the documents are

It needs nothing to be running.`,
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: path.join(import.meta.dirname, "..") },
  },
}).values;
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const example = readExample(read(".env.example"));

// Defaults are told, not what a developer's shell says; and no secret is needed for it.
for (const { name } of example) delete process.env[name];
Object.assign(process.env, harmlessEnvironment);
const { limits } = await import("@/lib/rate-limit/limits");
const { retentionTable } = await import("@/lib/retention/retention-table");

/** The generated parts of each document, in their order. */
const parts: Record<string, string[]> = {
  "docs/environment.md": [environmentTables(example)],
  "docs/routes.md": [routeTable()],
  "docs/operations/failures.md": [
    failureRows(),
    reasonRows(),
    failureRules(sesFailureRules),
    failureRules(smtpFailureRules),
  ],
  "docs/texts.md": [failureRules(snsFailureRules), textFailureRows()],
  "docs/operations/delivery-status.md": [deliveryMoveRows()],
  "docs/operations/retention.md": [retentionRows(retentionTable)],
  "docs/operations/operators.md": await operatorTables(), // operator's console
  "docs/operations/limits.md": [limitRows(limits)],
};

const problems = [
  ...environmentProblems(example),
  ...dependencyProblems(read("docs/dependencies.md")),
  ...readmeProblems(read("README.md")),
  ...documents().flatMap((file) => referenceProblems(file, read(file))),
];
for (const [file, tables] of Object.entries(parts)) problems.push(...(await fill(file, tables)));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

/** Puts the tables into a document, or says that they are not in it. */
async function fill(file: string, tables: string[]): Promise<string[]> {
  const before = read(file);
  let count = 0;
  const filled = before.replace(
    PART,
    (_, begin: string, end: string) => `${begin}\n\n${tables[count++] ?? ""}\n\n${end}`,
  );
  if (count !== tables.length)
    return [`${file} has ${count} generated parts, and there are ${tables.length} for it.`];
  const after = await format(filled, { parser: "markdown", printWidth: 100 });
  if (after === before) return [];
  if (check) return [`${file} does not say what the code says. Run: npm run docs`];
  writeFileSync(path.join(root, file), after);
  return [];
}

/** Every document of the project, by its path. */
function documents(): string[] {
  const folders = ["docs", "ops", "packages"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
      .map((file) => path.join(folder, file)),
  );
  return [...readdirSync(root).filter((file) => file.endsWith(".md")), ...folders];
}
