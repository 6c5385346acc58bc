import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * A way to PostgreSQL on which packets can vanish without a word, as behind a firewall that
 * forgot a connection: both ends think that it lives.
 */
export async function startSwallowingProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const pairs = new Set<[Socket, Socket]>();
  const waiting = new Set<Socket>();
  let isShut = false;
  const server = createServer((near) => {
    near.on("error", () => undefined);
    if (isShut) return void waiting.add(near);
    const far = connect(Number(target.port || 5432), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    far.on("error", () => undefined);
    for (const socket of pair) {
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    /** How many connections there are. */
    connections: () => pairs.size,
    /**
     * From now on, nothing gets through on the connections there are. New ones work, if they may.
     */
    swallow(options = { isShut: false }): void {
      ({ isShut } = options);
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        // Read on, or a full buffer would tell.
        near.resume();
        far.resume();
      }
    },
    /** New connections work again. */
    open: () => void (isShut = false),
    async stop(): Promise<void> {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      for (const socket of waiting) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
