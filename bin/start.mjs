// npm start: the server of Next.js, in this very process, or in as many as WEB_CONCURRENCY says.
// A signal to npm reaches the shell between us, which ends and passes nothing on; the server would
// go on and hold its port. So it ends itself, as SIGTERM ends it, when what started it is gone.
import cluster from "node:cluster";
import { createRequire } from "node:module";
import { runServer } from "./processes/run-server.mjs";

const LOOK_EVERY_MS = 500;

const launcher = process.ppid;
const isGone = () => {
  // An orphan gets another parent; where it does not, as on Windows, the old one is gone.
  if (process.ppid !== launcher) return true;
  try {
    process.kill(launcher, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
};
if (process.env.npm_lifecycle_event === "start" && cluster.isPrimary) {
  const timer = setInterval(() => {
    if (!isGone()) return;
    clearInterval(timer);
    // Without a listener the server is not up yet, and there is no answer to wait for.
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(143);
  }, LOOK_EVERY_MS);
  timer.unref();
}

// The AWS SDK announces that its versions of 2027 need Node.js 22. Those that are installed do
// not, and whoever starts the server cannot act on it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
await runServer(() => {
  process.argv.splice(2, 0, "start");
  createRequire(import.meta.url)("next/dist/bin/next");
});
