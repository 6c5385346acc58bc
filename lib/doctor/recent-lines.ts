import "server-only";
import { after, SECOND } from "../clock";
import { oncePerProcess } from "../once-per-process";
import type { Line } from "./line";
import { realPorts } from "./real-ports";
import { runDoctor } from "./run-doctor";

/** However often the page is opened, AWS, DNS and the database are asked once in this time. */
const KEPT_MS = 30 * SECOND;

type Run = { at: Date; lines: Promise<Line[]> };

const newest = oncePerProcess<{ run: Run | null }>("doctor", () => ({ run: null }));

/**
 * The doctor's lines as the app itself sees its surroundings, half a minute old at most.
 *
 * @returns also when the checks began
 */
export async function readRecentLines(now = new Date()): Promise<{ at: Date; lines: Line[] }> {
  if (!newest.run || newest.run.at < after(now, -KEPT_MS))
    newest.run = { at: now, lines: runDoctor(realPorts(null)) };
  const { at, lines } = newest.run;
  return { at, lines: await lines };
}
