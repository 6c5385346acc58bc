import "server-only";
import { MINUTE, SECOND } from "../clock";
import { log } from "../log";
import { oncePerProcess } from "../once-per-process";
import { coalesce } from "./coalesce";
import { subscribe } from "./subscribe";

export const timings = {
  /**
   * So often every page is told its state, changed or not: what an announcement that was lost
   * would have told comes by this. Proxies cut silent connections after 30 or 60 seconds.
   */
  beatMs: 15 * SECOND,
  /** Then the browser connects anew by itself, to whichever process runs by then. */
  lifeMs: 15 * MINUTE,
};
/** Of one browser: as many tabs as HTTP/1.1 lets it open to one site. */
const MAX_STREAMS_OF_OWNER = 6;
/** Of this process. Whoever is refused asks now and then instead. */
export const MAX_STREAMS = 2_000;

type Stream = { send: (text: string) => void; end: () => void };
type StreamOptions = {
  registrationId: string;
  /** The browser, by the hash of its key. */
  owner: string;
  /** Reads the state; called once for all streams of the registration. */
  read: () => Promise<unknown>;
  /** Aborted when the browser is gone. */
  closed: AbortSignal;
  /** Tests shorten it. */
  beatMs?: number;
};
/** The streams of one registration: its state is read once for all of them. */
type Room = { streams: Set<Stream>; refresh: () => void; close: () => void };

const rooms = new Map<string, Room>();
/** By owner, the oldest first. */
const owners = new Map<string, Set<Stream>>();
let streamCount = 0;

function openRoom({ registrationId, read, beatMs = timings.beatMs }: StreamOptions): Room {
  const streams = new Set<Stream>();
  const refresh = coalesce(async () => {
    try {
      const message = `data: ${JSON.stringify(await read())}\n\n`;
      for (const stream of streams) stream.send(message);
    } catch (error) {
      log.warn({ err: error }, "waiting pages could not be told their state");
      for (const stream of streams) stream.end();
    }
  });
  const unsubscribe = subscribe(registrationId, refresh);
  const beat = setInterval(refresh, beatMs);
  const close = () => {
    unsubscribe();
    clearInterval(beat);
    rooms.delete(registrationId);
  };
  const room = { streams, refresh, close };
  rooms.set(registrationId, room);
  return room;
}

/**
 * A browser opens one stream too many: its oldest ends, and that page asks now and then instead.
 */
function makeRoomFor(owner: string): void {
  const streams = owners.get(owner);
  if (!streams || streams.size < MAX_STREAMS_OF_OWNER) return;
  const [oldest] = streams;
  oldest?.send("event: replaced\ndata:\n\n");
  oldest?.end();
}

/** Ends every stream when the server is stopped: it waits for answers, and these last 15 minutes. */
function endWithServer(): void {
  oncePerProcess("end of streams", () => {
    const endAll = () => {
      for (const { streams } of rooms.values()) for (const stream of streams) stream.end();
    };
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, endAll);
    return true;
  });
}

/**
 * The state of a registration as server-sent events: at once, whenever it changes, and every
 * few seconds. Null when this process holds as many streams as it may.
 */
export function openStateStream(options: StreamOptions): ReadableStream<Uint8Array> | null {
  const { registrationId, owner, closed } = options;
  if (streamCount >= MAX_STREAMS) return null;
  makeRoomFor(owner);
  endWithServer();
  const encoder = new TextEncoder();
  let leave = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const room = rooms.get(registrationId) ?? openRoom(options);
      const end = () => {
        if (room.streams.has(stream)) controller.close();
        leave();
      };
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stream: Stream = { send, end };
      const enough = setTimeout(end, timings.lifeMs);
      leave = () => {
        clearTimeout(enough);
        if (!room.streams.delete(stream)) return;
        streamCount -= 1;
        const own = owners.get(owner);
        own?.delete(stream);
        if (own?.size === 0) owners.delete(owner);
        if (room.streams.size === 0) room.close();
      };
      streamCount += 1;
      room.streams.add(stream);
      owners.set(owner, (owners.get(owner) ?? new Set()).add(stream));
      closed.addEventListener("abort", end);
      room.refresh();
    },
    cancel: () => leave(),
  });
}
