/** A process of the lab that can die like a machine does, and come back. */
export interface Part {
  name: string;
  /** How often it was killed so far. */
  kills(): number;
  /** Starts it, also again: on the same port, with the same data. Returns when it answers. */
  start(): Promise<void>;
  /** Ends it from one moment to the next (SIGKILL), with all that it started. */
  kill(): Promise<void>;
  /** Ends it in order, and for good: afterwards it can neither be started nor killed. */
  stop(): Promise<void>;
}
