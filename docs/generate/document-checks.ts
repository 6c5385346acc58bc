import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const repository = path.join(import.meta.dirname, "../..");
const README_MAX_BYTES = 12_000;

/** Where a path in a document begins, from the root of the repository. */
const FOLDERS =
  /^(app|bin|components|docs|emails|inngest|lib|ops|packages|prisma|tests|\.ci|\.github)\//;

type Manifest = { name: string } & Record<
  "dependencies" | "devDependencies",
  Record<string, string> | undefined
>;

function dependencies(): string[] {
  const workspaces = readdirSync(path.join(repository, "packages")).map(
    (name) => `packages/${name}`,
  );
  return [".", ...workspaces].flatMap((folder) => {
    const text = readFileSync(path.join(repository, folder, "package.json"), "utf8");
    const manifest = JSON.parse(text) as Manifest;
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  });
}

/** Dependencies that docs/dependencies.md does not explain, and rows about none. */
export function dependencyProblems(document: string): string[] {
  const rows = document.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
  const covers = (name: string, dependency: string) =>
    name.endsWith("/*") ? dependency.startsWith(name.slice(0, -1)) : name === dependency;
  const used = [...new Set(dependencies())];
  return [
    ...used
      .filter((dependency) => !named.some((name) => covers(name, dependency)))
      .map((dependency) => `docs/dependencies.md has no row for ${dependency}.`),
    ...named
      .filter((name) => !used.some((dependency) => covers(name, dependency)))
      .map((name) => `docs/dependencies.md explains ${name}, which nothing depends on.`),
  ];
}

/** README.md stays short: what leaves it goes to docs/. */
export function readmeProblems(readme: string): string[] {
  const bytes = Buffer.byteLength(readme);
  return bytes > README_MAX_BYTES
    ? [`README.md has ${bytes} bytes. It may have ${README_MAX_BYTES}; move something to docs/.`]
    : [];
}

/** Links to files, and paths from the root in backticks, that lead nowhere. */
export function referenceProblems(file: string, document: string): string[] {
  const links = [...document.matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/g)].map(
    ([, link = ""]) => ({
      name: link,
      target: path.join(path.dirname(file), link),
    }),
  );
  const paths = [...document.matchAll(/`([^`\s<>*{}]+)`/g)]
    .map(([, name = ""]) => ({ name, target: name }))
    .filter(({ name }) => FOLDERS.test(name));
  return [...links, ...paths]
    .filter(({ target }) => !existsSync(path.join(repository, target)))
    .map(({ name }) => `${file} names ${name}, which does not exist.`);
}
