import { createRequire } from "node:module";
import path from "node:path";
import { startChild, type RunningChild } from "./processes/start-child";

const require = createRequire(import.meta.url);
const packageDirectory = path.join(path.dirname(require.resolve("react-email")), "..");
const reactEmailCli = path.join(packageDirectory, "dist/cli/index.mjs");

/** Starts react-email's preview of every template in emails/. */
export function startEmailPreview(options: {
  root: string;
  port: number;
  logFile?: string;
  onUnexpectedExit: (reason: string) => void;
}): RunningChild {
  const { root, port, logFile, onUnexpectedExit } = options;
  return startChild({
    name: "The email preview",
    script: reactEmailCli,
    // The flags it would otherwise start itself anew for.
    nodeOptions: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
    args: ["dev", "--dir", "emails", "--port", String(port)],
    cwd: root,
    environment: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    logFile,
    onUnexpectedExit,
  });
}
