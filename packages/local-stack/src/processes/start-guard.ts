import { spawn } from "node:child_process";
import { tsxLoader } from "./tsx-loader";

export interface Guard {
  /** Ends the guard without letting it act. */
  release(): void;
}

/** Starts a script that waits for our end and then cleans up after us. */
export function startGuard(script: string, args: string[]): Guard {
  const child = spawn(process.execPath, ["--import", tsxLoader, script, ...args], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  child.unref();
  child.channel?.unref();
  return {
    release: () => {
      if (child.connected) child.send("release", () => undefined);
    },
  };
}
