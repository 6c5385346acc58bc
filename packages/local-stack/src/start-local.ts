// npm run start:local: the production build on the local stack.
import path from "node:path";
import { buildApp } from "./build-app";
import { startChild } from "./processes/start-child";
import { projectRoot } from "./project-root";
import { runLocal } from "./run-local";

await runLocal({
  command: {
    name: "npm run start:local",
    help: "the production build, which it makes where it is old, with a database, an SES and an Inngest runner.",
  },
  withEmailPreview: false,
  prepareApp: (variables) => buildApp(projectRoot, variables, console.log),
  startApp: (variables, onFailure) =>
    startChild({
      name: "Next.js",
      script: path.join(projectRoot, "bin/start.mjs"),
      args: ["--hostname", "127.0.0.1", "--port", String(variables.PORT)],
      cwd: projectRoot,
      environment: { ...variables, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      onUnexpectedExit: onFailure,
    }),
});
