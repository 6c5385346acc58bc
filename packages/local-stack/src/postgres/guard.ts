// Stops PostgreSQL when the process that started it is gone, even after kill -9: the
// channel to it closes then. PostgreSQL itself would run on for ever.
import { stopPostgres } from "./stop-postgres";

const directory = process.argv[2];
if (directory === undefined) throw new Error("Which cluster? Give its directory.");

// Ctrl-C belongs to the process that is guarded.
process.on("SIGINT", () => undefined);
process.once("message", () => process.exit(0));
process.once("disconnect", () => void cleanUp(directory));
if (!process.connected) void cleanUp(directory);

async function cleanUp(directory: string): Promise<void> {
  await stopPostgres(directory);
  process.exit(0);
}
