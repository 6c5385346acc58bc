// npm run dev: the app in development on the local stack.
import { nextCli } from "./build-app";
import { startChild } from "./processes/start-child";
import { projectRoot } from "./project-root";
import { runLocal } from "./run-local";

await runLocal({
  withEmailPreview: true,
  startApp: (variables, onFailure) =>
    startChild({
      name: "Next.js",
      script: nextCli,
      args: ["dev", "--hostname", "127.0.0.1", "--port", String(variables.PORT)],
      cwd: projectRoot,
      environment: { ...variables, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
      onUnexpectedExit: onFailure,
    }),
});
