import { execFileSync } from "node:child_process";
import { describeProcess } from "./describe-process";

const LOOK_EVERY_MS = 500;

/**
 * Tells when the "npm run" that started us is gone, which is how kill -9 of it looks from
 * here: it could pass nothing on. Started in another way, nobody is watched.
 */
export function watchLauncher(onGone: () => void): void {
  // tsx runs us as a child of its own and holds a channel to it.
  process.once("disconnect", onGone);
  process.channel?.unref();

  const launcher = process.env.npm_lifecycle_event ? findNpm(process.ppid) : null;
  if (launcher === null) return;
  const timer = setInterval(() => {
    if (describeProcess(launcher) !== null) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The nearest ancestor that is npm; between us stand a shell and tsx. */
function findNpm(pid: number): number | null {
  if (process.platform === "win32") return null;
  for (let each = pid; each > 1; each = parentOf(each)) {
    if (/\bnpm\b/.test(describeProcess(each)?.split(" ").slice(0, 2).join(" ") ?? "")) return each;
  }
  return null;
}

function parentOf(pid: number): number {
  try {
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    // No ps here, or the process has just ended: the search ends too.
    return 0;
  }
}
