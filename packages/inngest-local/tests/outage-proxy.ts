import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a program and PostgreSQL, and can be taken away. */
export interface OutageProxy {
  /** The database's URL, by way of the proxy. */
  url: string;
  /** Breaks all connections and refuses new ones. */
  down(): Promise<void>;
  up(): Promise<void>;
}

export async function startOutageProxy(databaseUrl: string, port: number): Promise<OutageProxy> {
  const target = new URL(databaseUrl);
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  const up = async () => {
    server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.on("error", () => to.destroy());
        from.on("close", () => {
          sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve));
  };
  const down = async () => {
    const closed = new Promise((resolve) => server?.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await up();
  return { url: url.href, down, up };
}
