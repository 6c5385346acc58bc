import { startPostgres, type RunningPostgres } from "@/lib/local-stack/postgres/start-postgres";
import { killCluster } from "./kill-cluster";
import type { Part } from "./part";

export interface PostgresPartOptions {
  directory: string;
  port: number;
  password: string;
  onUnexpectedExit: (reason: string) => void;
}

/** A PostgreSQL that keeps what it has confirmed (fsync is on), for it will be killed. */
export function postgresPart(options: PostgresPartOptions): Part {
  let server: RunningPostgres | undefined;
  let kills = 0;
  return {
    name: "PostgreSQL",
    kills: () => kills,
    start: async () => {
      const before = kills;
      server = await startPostgres({
        ...options,
        isDurable: true,
        onUnexpectedExit: (reason) => {
          if (kills === before) options.onUnexpectedExit(reason);
        },
      });
    },
    kill: async () => {
      kills += 1;
      await killCluster(options.directory);
      // Nothing is left to stop but the guard, which would wait for our end.
      await server?.stop();
    },
    stop: async () => {
      await server?.stop();
    },
  };
}
