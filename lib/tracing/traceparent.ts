import "server-only";
import { context, isSpanContextValid, type Link, trace } from "@opentelemetry/api";
import { z } from "zod";

/** W3C Trace Context, "traceparent": version, trace, span, flags. Ids and nothing else. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const carrier = z.object({
  traceparent: z.string().regex(TRACEPARENT).optional().catch(undefined),
});

/** Where in which trace we are, for an event to carry; nothing where nothing is traced. */
export function traceparent(): { traceparent?: string } {
  const here = trace.getActiveSpan()?.spanContext();
  if (!here || !isSpanContextValid(here)) return {};
  const flags = here.traceFlags.toString(16).padStart(2, "0");
  return { traceparent: `00-${here.traceId}-${here.spanId}-${flags}` };
}

/**
 * Goes on with the trace that an event carried, if it did. The request that brings the event
 * is a trace of its own, and is linked.
 *
 * @param work gets that link for the span it begins
 */
export function continueTrace<T>(data: unknown, work: (links: Link[]) => Promise<T>): Promise<T> {
  const carried = carrier.safeParse(data).data?.traceparent;
  const [, traceId, spanId, flags] = TRACEPARENT.exec(carried ?? "") ?? [];
  if (!traceId || !spanId || !flags) return work([]);
  const request = trace.getActiveSpan()?.spanContext();
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return context.with(trace.setSpanContext(context.active(), parent), () =>
    work(request ? [{ context: request }] : []),
  );
}
