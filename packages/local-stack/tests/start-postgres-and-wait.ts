// A program for tests to kill: starts PostgreSQL in a folder and does nothing more.
import { startPostgres } from "@latchkey/local-stack/postgres/start-postgres";

const [directory, port] = process.argv.slice(2);
if (directory === undefined || port === undefined) throw new Error("Give a folder and a port.");
await startPostgres({ directory, port: Number(port), password: "test-only" });
console.log("ready");
