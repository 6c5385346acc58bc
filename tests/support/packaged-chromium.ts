import { lstatSync, mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * The Chromium that comes as an npm package; it runs on Linux only. The first time, it unpacks
 * itself: into a folder of this user's own, because whoever else puts a file there has it run.
 */
export async function packagedChromium(): Promise<string> {
  if (process.platform !== "linux") {
    throw new Error('There is no Chromium here. Run "npx playwright install chromium".');
  }
  const folder = ownFolder(os.tmpdir());
  const before = process.env.TMPDIR;
  // The package knows no other way to be told where.
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/**
 * A folder that only this user may enter.
 *
 * @throws Error when somebody else made it, or may write to it
 */
export function ownFolder(parent: string): string {
  const user = os.userInfo().uid;
  const folder = path.join(parent, `latchkey-chromium-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== user || (mode & 0o777) !== 0o700)
    throw new Error(`${folder} is not only yours. Remove it, or set TMPDIR to another folder.`);
  return folder;
}
