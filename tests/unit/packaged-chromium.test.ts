import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownFolder } from "../support/packaged-chromium";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), "latchkey-own-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe.runIf(process.platform === "linux")("the packaged browser", () => {
  test("is unpacked into a folder that no other user may enter, once", () => {
    const folder = ownFolder(parent);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(folder).toContain(String(process.getuid?.()));
    expect(ownFolder(parent)).toBe(folder);
  });

  test("is not run from a folder that others may write to, or that is a link", () => {
    const folder = ownFolder(parent);
    chmodSync(folder, 0o777);
    expect(() => ownFolder(parent)).toThrow("is not only yours");
    rmSync(folder, { recursive: true });
    symlinkSync(os.tmpdir(), folder);
    expect(() => ownFolder(parent)).toThrow("is not only yours");
  });
});
