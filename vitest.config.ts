import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const setupFiles = ["tests/support/fail-on-console.ts"];

export default defineConfig({
  resolve: {
    alias: {
      "@/": `${root}/`,
      "server-only": path.join(root, "tests/support/empty-module.ts"),
    },
  },
  test: {
    // One more than the processors that a test machine has at least: our tests wait for servers.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles,
          // Properties of hundreds of cases, on a machine that does other things as well.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "packages",
          include: ["packages/*/tests/**/*.test.ts"],
          setupFiles,
          globalSetup: ["tests/support/global-setup.ts"],
          pool: "forks",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // It imports "next/server" without the ending that Node.js asks for.
          server: { deps: { inline: ["next-auth"] } },
          // See tests/support/use-test-environment.ts.
          isolate: false,
          include: ["tests/integration/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/support/use-test-environment.ts", ...setupFiles],
          globalSetup: ["tests/support/global-setup.ts"],
          pool: "forks",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
