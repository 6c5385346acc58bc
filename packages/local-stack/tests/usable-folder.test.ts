import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { requireUsableFolder } from "../src/require-usable-folder";

test("a folder with # in its path is refused in one sentence, and others are not", () => {
  expect(() => requireUsableFolder("/home/ada/Größe %20 (1)/latchkey")).not.toThrow();
  expect(() => requireUsableFolder("/home/ada/#1/latchkey")).toThrow(
    'Next.js does not work in a folder with "#" in its path. Rename /home/ada/#1/latchkey.',
  );
});

test("Next.js leaves no process for its telemetry behind, and still starts others", () => {
  const storage = createRequire(import.meta.url).resolve("next/dist/telemetry/storage");
  const preload = path.join(import.meta.dirname, "../src/processes/without-telemetry.mjs");
  const script = `
    const { Telemetry } = require(${JSON.stringify(storage)});
    const telemetry = new Telemetry({ distDir: require("fs").mkdtempSync(require("os").tmpdir() + "/latchkey-") });
    const running = () => process.getActiveResourcesInfo().filter((each) => each === "ProcessWrap").length;
    telemetry.record({ eventName: "TEST", payload: {} }, true);
    telemetry.flushDetached({ mode: "dev", dir: process.cwd(), distDir: null, events: null });
    const left = running();
    require("child_process").spawn(process.execPath, ["--version"]);
    console.log(left, running() - left);
    process.exit();`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", pathToFileURL(preload).href, "--eval", script],
    { encoding: "utf8", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } },
  );
  expect([stdout, stderr]).toEqual(["0 1\n", ""]);
});
