import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { log } from "../log";
import {
  DeafConnection,
  holdListeningConnection,
  type ListeningTimings,
} from "./listening-connection";

type Listener = () => void;

/** "idle": no page waits. "down": no connection. "deaf": a connection that hears nothing. */
export type ListeningStatus = {
  state: "idle" | "connecting" | "hearing" | "down" | "deaf";
  since: Date;
};

/**
 * Listens for changes of registrations by one connection, however many pages wait, and only
 * while one does. A connection that breaks or goes deaf is replaced, after a growing pause.
 */
export function createListening(options: {
  connectionString: string;
  timings: ListeningTimings;
  announce: (payload: string) => Promise<unknown>;
}) {
  const { timings } = options;
  const listeners = new Map<string, Set<Listener>>();
  let isRunning = false;
  let isOpen = false;
  let status: ListeningStatus = { state: "idle", since: new Date() };

  const tell = (registrationId: string) => {
    for (const listener of listeners.get(registrationId) ?? []) listener();
  };
  const become = (state: ListeningStatus["state"], error?: unknown) => {
    if (state === status.state) return;
    if (error) log.warn({ err: error }, "cannot hear of changes: waiting pages learn them late");
    else if (state === "hearing" && status.state !== "connecting")
      log.info("hears of changes again");
    status = { state, since: new Date() };
  };

  /** The only place that connects: never two at once. */
  async function keepListening(): Promise<void> {
    isRunning = true;
    let pauseMs = timings.firstPauseMs;
    if (status.state === "idle") become("connecting");
    while (listeners.size > 0) {
      try {
        await holdListeningConnection({
          ...options,
          onPayload: tell,
          onOpen: () => {
            isOpen = true;
            // Whatever was announced while nobody listened is found by looking once more.
            for (const registrationId of listeners.keys()) tell(registrationId);
          },
          onBeat: () => {
            pauseMs = timings.firstPauseMs;
            become("hearing");
            return listeners.size > 0;
          },
        });
      } catch (error) {
        become(error instanceof DeafConnection ? "deaf" : "down", error);
        isOpen = false;
        await pause(pauseMs, undefined, { ref: false });
        pauseMs = Math.min(2 * pauseMs, timings.longestPauseMs);
      }
      isOpen = false;
    }
    become("idle");
    isRunning = false;
  }

  return {
    /**
     * Calls `listener` whenever the registration has changed, and once when listening has
     * begun (again), so that nothing is missed in between.
     *
     * @returns a function that ends the subscription
     */
    subscribe(registrationId: string, listener: Listener): () => void {
      const waiting = listeners.get(registrationId) ?? new Set();
      listeners.set(registrationId, waiting.add(listener));
      if (isOpen) queueMicrotask(listener);
      if (!isRunning) void keepListening();
      return () => {
        waiting.delete(listener);
        if (waiting.size === 0) listeners.delete(registrationId);
      };
    },
    status: (): ListeningStatus => status,
  };
}
