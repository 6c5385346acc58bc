import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockInstance } from "../src/single-instance";
import { localSecrets } from "../src/secrets";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "latchkey-local-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("secrets are made once and found again", () => {
  const first = localSecrets(directory);
  expect(first.authSecret.length).toBeGreaterThanOrEqual(32);
  expect(first.tokenKeys).toMatch(/^1:[A-Za-z0-9+/]{43}=$/);
  expect(localSecrets(directory)).toEqual(first);
});

test("every clone makes its own secrets", () => {
  const other = path.join(directory, "other");
  expect(localSecrets(other).authSecret).not.toBe(localSecrets(directory).authSecret);
});

test.skipIf(process.platform === "win32")("nobody else on the machine can read them", () => {
  localSecrets(directory);
  expect(statSync(path.join(directory, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a folder can be used again after an orderly end", async () => {
  (await lockInstance(directory)).release();
  expect((await lockInstance(directory)).followsCrash).toBe(false);
});

test("a folder can be used again after a crash, and the crash is known", async () => {
  writeFileSync(path.join(directory, "running.pid"), "2147483000\n");
  expect((await lockInstance(directory)).followsCrash).toBe(true);
});
