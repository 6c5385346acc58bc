// npm run dev: the app in development on the local stack.
import { pathToFileURL } from "node:url";
import path from "node:path";
import { nextCli } from "./build-app";
import { startChild } from "./processes/start-child";
import { projectRoot } from "./project-root";
import { runLocal } from "./run-local";

const withoutTelemetry = pathToFileURL(
  path.join(import.meta.dirname, "processes/without-telemetry.mjs"),
).href;

await runLocal({
  command: {
    name: "npm run dev",
    help: "the app in development, with a database, an SES, an Inngest runner and an email preview.",
  },
  withEmailPreview: true,
  startApp: (variables, onFailure) =>
    startChild({
      name: "Next.js",
      script: nextCli,
      nodeOptions: ["--import", withoutTelemetry],
      args: ["dev", "--hostname", "127.0.0.1", "--port", String(variables.PORT)],
      cwd: projectRoot,
      environment: { ...variables, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
      onUnexpectedExit: onFailure,
    }),
});
