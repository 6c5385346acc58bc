import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { code, table } from "./markdown";

const root = path.join(import.meta.dirname, "../..");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Files of app/ that a file imports, and those that they import. */
function importedFiles(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, target = ""] of readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g)) {
    const base = path.resolve(path.dirname(file), target);
    const found = [`${base}.ts`, `${base}.tsx`].find((each) => existsSync(each));
    if (found) importedFiles(found, known);
  }
  return known;
}

/** A page is read by GET; a form on it that calls a server action is posted to the same address. */
function methodsOfPage(file: string): string[] {
  const isAction = (each: string) => readFileSync(each, "utf8").startsWith('"use server"');
  return [...importedFiles(file)].some(isAction) ? ["GET", "POST"] : ["GET"];
}

function methodsOfHandler(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const exported = [...source.matchAll(/^export (?:async )?(?:const|function) ([^=(]+)/gm)];
  const names = exported.flatMap(([, list = ""]) => list.match(/[A-Z]+\b/g) ?? []);
  return METHODS.filter((method) => names.includes(method));
}

/** Sorts a page before those below it, and these before its neighbours. */
const depthFirst = (route: string) => route.replaceAll("/", " ");

/** Every page and every route handler of app/, by its address. */
export function routeTable(): string {
  const rows = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
    .map((file) => `app/${file.replaceAll(path.sep, "/")}`)
    .filter((file) => /\/(page\.tsx|route\.ts)$/.test(file))
    .map((file) => ({ file, route: path.posix.dirname(file.slice("app".length)) }))
    .sort((a, b) => (depthFirst(a.route) < depthFirst(b.route) ? -1 : 1))
    .map(({ file, route }) => {
      const methodsOf = file.endsWith("page.tsx") ? methodsOfPage : methodsOfHandler;
      return [code(route), methodsOf(path.join(root, file)).join(", "), code(file)];
    });
  return table(["route", "methods", "file"], rows);
}
