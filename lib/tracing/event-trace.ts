import "server-only";
import { context, type Link, propagation, type TextMapSetter, trace } from "@opentelemetry/api";

/** What an event carries of the trace that it belongs to (W3C Trace Context): ids, nothing else. */
type Carrier = { traceparent?: string };

// OpenTelemetry also carries `tracestate` and `baggage`, in which a client of ours can write anything.
const setter: TextMapSetter<Carrier> = {
  set(carrier, key, value) {
    if (key === "traceparent") carrier.traceparent = value;
  },
};

/** The place in the trace under way, for an event to carry; empty where nothing is traced. */
export function traceOfEvent(): Carrier {
  const carrier: Carrier = {};
  propagation.inject(context.active(), carrier, setter);
  return carrier;
}

/**
 * Continues the trace that an event carries, if it carries one. The request that brings the
 * event is a trace of its own, and is linked.
 *
 * @param work gets that link for the span it begins
 */
export function continueTrace<T>(data: object, work: (links: Link[]) => Promise<T>): Promise<T> {
  const { traceparent }: Carrier = data;
  const request = trace.getActiveSpan()?.spanContext();
  const traced = propagation.extract(context.active(), { traceparent });
  if (traced === context.active()) return work([]);
  return context.with(traced, () => work(request ? [{ context: request }] : []));
}
