import "server-only";
import { SECOND } from "../clock";
import { db } from "../db";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";
import { REGISTRATION_CHANGED } from "./announce";
import { createListening } from "./listening";

/** A connection that hears nothing is noticed within twenty seconds. */
export const timings = {
  beatMs: 10 * SECOND,
  hearWithinMs: 8 * SECOND,
  answerWithinMs: 5 * SECOND,
  firstPauseMs: SECOND,
  longestPauseMs: 30 * SECOND,
};

/** How waiting pages of this process learn of changes: one connection for all of them. */
export const { subscribe, status: listeningStatus } = oncePerProcess("listening", () =>
  createListening({
    connectionString: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    timings,
    announce: (payload) => db.$executeRaw`SELECT pg_notify(${REGISTRATION_CHANGED}, ${payload})`,
  }),
);
