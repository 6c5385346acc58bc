import { existsSync } from "node:fs";
import path from "node:path";
import { packagedChromium } from "./packaged-chromium";
import { chromium, type LaunchOptions } from "playwright";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Tests look at our pages only; the browser's own errands are noise on the network. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/**
 * How to start Chromium on this machine: Playwright's own where it is installed, else
 * the system's, else the one that comes as an npm package.
 */
export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const args = [...QUIET, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  if (existsSync(chromium.executablePath())) return { args };
  const executablePath = systemChromium() ?? (await packagedChromium());
  return { args: [...args, "--disable-gpu"], executablePath };
}

function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...folders.flatMap((folder) => SYSTEM_NAMES.map((name) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    path.join(process.env.PROGRAMFILES ?? "", "Google/Chrome/Application/chrome.exe"),
  ];
  return candidates.find((file) => path.isAbsolute(file) && existsSync(file));
}
