import { z } from "zod";
import type { Parsed } from "./parsed";
import type { RunnerEvent } from "./runner-event";
import { idsFromSeed, ulid } from "./ulid";

/** PostgreSQL stores no NUL in text, and no event means one. */
const text = z.string().refine((value) => !value.includes("\0"), "a NUL character");

const sentEvent = z.object({
  name: text.min(1, "event name is empty").max(256),
  id: text.max(256).nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().int().nonnegative().nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  v: z.string().nullish(),
});

/** Events that were taken, and the ids that are told to the sender, in the order of sending. */
export interface ReceivedEvents {
  events: RunnerEvent[];
  ids: string[];
}

/**
 * Reads the body of `POST /e/{key}`: one event or an array of them. An event with an id of
 * its own keeps it (it is what makes a second sending start nothing); the sender is told
 * an id of the runner's all the same, as Inngest does.
 */
export function receiveEvents(
  body: unknown,
  seed: string | undefined,
  nowMs: number,
): Parsed<ReceivedEvents> {
  const parsed = z.array(sentEvent).safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) {
    return { ok: false, reason: parsed.error.issues[0]?.message ?? "not an event" };
  }
  const idOf = idsFromSeed(seed, nowMs);
  const received: ReceivedEvents = { events: [], ids: [] };
  for (const [index, sent] of parsed.data.entries()) {
    if (sent.name.startsWith("inngest/")) {
      return { ok: false, reason: `event name is reserved for internal use: ${sent.name}` };
    }
    const hasOwnId = typeof sent.id === "string" && sent.id !== "";
    const id = hasOwnId ? ulid(nowMs) : idOf(index);
    received.ids.push(id);
    received.events.push({
      id: hasOwnId && typeof sent.id === "string" ? sent.id : id,
      name: sent.name,
      data: sent.data ?? {},
      ts: sent.ts ?? nowMs,
      user: sent.user ?? {},
      ...(typeof sent.v === "string" ? { v: sent.v } : {}),
    });
  }
  return { ok: true, value: received };
}
