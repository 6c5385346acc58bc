import { startPostgres, type RunningPostgres } from "@latchkey/local-stack/postgres/start-postgres";
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
  let starting: Promise<RunningPostgres> | undefined;
  let isStopped = false;
  let kills = 0;
  const startOnce = () => {
    const killsBefore = kills;
    return startPostgres({
      ...options,
      isDurable: true,
      onUnexpectedExit: (reason) => {
        if (kills === killsBefore) options.onUnexpectedExit(reason);
      },
    });
  };
  return {
    name: "PostgreSQL",
    kills: () => kills,
    start: async () => {
      if (isStopped) return;
      starting = startOnce();
      await starting;
    },
    kill: async () => {
      kills += 1;
      if (isStopped) return;
      await killCluster(options.directory);
      // Nothing is left to stop but the guard, which would wait for our end.
      await (await starting)?.stop();
    },
    stop: async () => {
      isStopped = true;
      // One that did not start has stopped itself.
      await (await starting?.catch(() => undefined))?.stop();
    },
  };
}
