// Every script of package.json that takes options, as a person types it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** Those of other tools, and those without options. */
const WITHOUT_OPTIONS = /^(pre|post)|^(build|start|check|generate)$/;
const names = Object.keys(scripts).filter((name) => !WITHOUT_OPTIONS.test(name));

async function run(name: string, ...args: string[]) {
  const [program, ...words] = scripts[name]?.split(" ") ?? [];
  expect(program).toBe("tsx");
  const child = spawn(process.execPath, ["--import", "tsx", ...words, ...args], {
    cwd: root,
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (said.stdout += String(text)));
  child.stderr.on("data", (text) => (said.stderr += String(text)));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, ...said };
}

describe.concurrent.each(names)("%s", { timeout: 120_000 }, (name) => {
  test("refuses an option that it does not know in one sentence, with exit code 2", async () => {
    const { exitCode, stderr } = await run(name, "--frsh");
    expect(stderr).toMatch(/^Unknown option '--frsh'\. All there is: npm .* --help\n$/);
    expect(stderr).toContain(name);
    expect(exitCode).toBe(2);
  });
});

describe.concurrent("a script", { timeout: 120_000 }, () => {
  test.each(["dev", "operator"])(
    "such as %s says by --help what it does and what it needs, and does nothing",
    async (name) => {
      const { exitCode, stdout, stderr } = await run(name, "--help");
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toMatch(new RegExp(`npm run ${name}[^]*\\bneeds\\b`));
    },
  );

  test.each([
    ["dev", "fresh"],
    ["chaos", "nonsense"],
    ["seed", "many"],
  ])("such as %s refuses the word %s", async (name, word) => {
    const { exitCode, stderr } = await run(name, word);
    expect([exitCode, stderr.trim().split("\n").length]).toEqual([2, 1]);
  });
});
