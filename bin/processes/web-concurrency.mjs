import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

/** The files of "npm start" as Next.js reads them, the strongest first. */
const FILES = [".env.production.local", ".env.local", ".env.production", ".env"];

/** A variable as the server will read it. It is needed before Next.js has read the files. */
export function readVariable(name) {
  const written = FILES.filter((file) => existsSync(file)).map(
    (file) => parseEnv(readFileSync(file, "utf8"))[name],
  );
  return [process.env[name], ...written].find((value) => value !== undefined);
}

/** How many processes to run. A value that is wrong is one process, which then refuses it. */
export function webConcurrency() {
  const value = readVariable("WEB_CONCURRENCY") ?? "";
  return /^\d{1,15}$/.test(value) ? Math.max(1, Number(value)) : 1;
}
