import { createServer } from "node:net";

/**
 * Below the ports that systems hand to outgoing connections (Linux from 32768, macOS and
 * Windows from 49152): else somebody's connection takes a part's port while the part is dead.
 */
const FIRST = 30_400;
const COUNT = 200;

const given = new Set<number>();

/** A free port of 127.0.0.1 that stays ours while what listens on it is killed and started. */
export async function stayingPort(): Promise<number> {
  const start = Math.floor(Math.random() * COUNT);
  for (let n = 0; n < COUNT; n += 1) {
    const port = FIRST + ((start + n) % COUNT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${FIRST} to ${FIRST + COUNT - 1} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
