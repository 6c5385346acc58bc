// What the image "tools" holds, made as the Dockerfile makes it and run away from this folder.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { copyDatabase, type TestDatabase } from "@latchkey/testing/databases";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../support/test-environment";

const root = path.join(import.meta.dirname, "../../..");
/** 400 MB for the image, of which Node.js itself takes at most 270. */
const MAX_BYTES = 130e6;

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  database = await copyDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-tools-"));
  execFileSync(process.execPath, ["bin/bundle-tools.mjs", folder], { cwd: root });
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Runs a script of the image, with the variables of the app and nothing else. */
function run(script: string, ...args: string[]) {
  const { scripts } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const [, program = ""] = scripts[script]?.split(" ") ?? [];
  const variables = { ...testEnvironment({ databaseUrl: database.url, port: 3000 }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...variables, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
    encoding: "utf8",
  });
  return { status, said: `${stdout}${stderr}` };
}

describe("the image of the tools", () => {
  test("migrates an empty database and finds a migrated one up to date", () => {
    expect(run("operator", "list", "users")).toEqual({
      status: 1,
      said: "The database is not migrated: npm run db:migrate\n",
    });
    const first = run("db:migrate");
    expect(first.said).toMatch(/^Applied \d+_first\n/);
    expect(first.status).toBe(0);
    expect(run("db:migrate")).toEqual({ status: 0, said: "The database is up to date.\n" });
  });

  test("runs the commands of operators", () => {
    const unknown = run("operator", "nobody@example.com");
    expect(unknown).toMatchObject({
      status: 1,
      said: expect.stringContaining("No account for nobody@example.com"),
    });
    expect(run("operator", "list", "users", "--json")).toEqual({ status: 0, said: "[]\n" });
    expect(run("operator", "--help")).toMatchObject({ status: 0 });
  });

  test("is small", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const bytes = files.map((file) => statSync(path.join(folder, file)).size);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MAX_BYTES);
  });
});
