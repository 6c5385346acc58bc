import "server-only";
import { Socket } from "node:net";
import pg from "pg";
import { REGISTRATION_CHANGED } from "./announce";
import { within } from "../within";

/** How long each thing may take, in milliseconds. Tests shorten them. */
export type ListeningTimings = {
  /** Between two heartbeats. */
  beatMs: number;
  /**
   * Until a heartbeat is heard. With the pause before it, this is how long we may be deaf
   * unnoticed.
   */
  hearWithinMs: number;
  /** Until the server is connected or answers a query. */
  answerWithinMs: number;
  /** Before connecting anew; doubled each time until something is heard again. */
  firstPauseMs: number;
  longestPauseMs: number;
};

type Options = {
  connectionString: string;
  timings: ListeningTimings;
  /** Announces a payload by another connection, as the product announces changes. */
  announce: (payload: string) => Promise<unknown>;
  onPayload: (payload: string) => void;
  /** Listening has begun: what was announced before was not heard. */
  onOpen: () => void;
  /** A heartbeat was heard. Returns whether to go on. */
  onBeat: () => boolean;
};

/** A connection that answers and hears nothing, as behind a pooler that shares connections. */
export class DeafConnection extends Error {
  constructor() {
    super("what another connection announced did not arrive");
  }
}

/**
 * Opens one connection that listens, and watches it by heartbeats: a message that is announced
 * by another connection has to arrive. Asking the connection itself would not do: a pooler
 * answers and passes nothing on. Returns when `onBeat` wants no more; the connection is gone
 * by then, and also when this throws.
 *
 * @throws DeafConnection when it hears nothing, another error when it broke or never opened
 */
export async function holdListeningConnection(options: Options): Promise<void> {
  const { timings } = options;
  // Ours, to be able to drop it: a connection whose packets vanish never says goodbye.
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: options.connectionString,
    stream: () => socket,
    keepAlive: true,
    connectionTimeoutMillis: timings.answerWithinMs,
  });
  const broken = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("the connection ended")));
  });
  broken.catch(() => undefined);
  let awaited: { beat: string; onHeard: () => void } | undefined;
  client.on("notification", ({ payload = "" }) => {
    if (payload === awaited?.beat) awaited.onHeard();
    else options.onPayload(payload);
  });

  async function isHearing(): Promise<boolean> {
    const beat = `heartbeat ${crypto.randomUUID()}`;
    const heard = new Promise<true>((resolve) => {
      awaited = { beat, onHeard: () => resolve(true) };
    });
    let isAnnounced = false;
    void options.announce(beat).then(
      () => (isAnnounced = true),
      () => undefined,
    );
    if (await within(timings.hearWithinMs, Promise.race([heard, broken]))) return true;
    if (isAnnounced) return false;
    // The other connections are busy or broken, which says nothing of this one: ask itself.
    const answer = await within(
      timings.answerWithinMs,
      Promise.race([client.query("SELECT 1"), broken]),
    );
    if (!answer) throw new Error("the connection does not answer");
    return true;
  }

  try {
    await client.connect();
    const listening = client.query(`LISTEN ${REGISTRATION_CHANGED}`);
    if (!(await within(timings.answerWithinMs, Promise.race([listening, broken]))))
      throw new Error("the connection does not answer");
    options.onOpen();
    for (;;) {
      if (!(await isHearing())) throw new DeafConnection();
      if (!options.onBeat()) return;
      await within(timings.beatMs, broken);
    }
  } finally {
    void client.end().catch(() => undefined);
    socket.destroySoon();
  }
}
