import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** What "node --import" takes to run TypeScript in a child process. */
export const tsxLoader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
