import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-node";

/** What our own spans say, which are ids that open nothing, and what Next.js calls a kind. */
const HARMLESS = /^latchkey\.|^next\.span_type$/;

/** As long as no word of a path is, and shorter than any token. */
const LONG_SEGMENT = /[\w.~%-]{24,}/g;

/** "/confirm/…" for a path with a token in it; without what follows "?". */
function scrub(text: string): string {
  return text.replace(/[?#]\S*/g, "").replace(LONG_SEGMENT, "…");
}

function scrubAttributes(attributes: Attributes): Attributes {
  const value = (key: string, each: AttributeValue | undefined) =>
    typeof each === "string" && !HARMLESS.test(key) ? scrub(each) : each;
  return Object.fromEntries(
    Object.entries(attributes).map(([key, each]) => [key, value(key, each)]),
  );
}

/** The same span, without what Next.js tells of a request and of an error beyond their kind. */
function scrubbed(span: ReadableSpan): ReadableSpan {
  const events = span.events.map(({ attributes, ...event }) => ({
    ...event,
    attributes: { "exception.type": attributes?.["exception.type"] },
  }));
  // On top of the span itself, whose other properties are looked up in it as before.
  return Object.create(span, {
    name: { value: scrub(span.name) },
    attributes: { value: scrubAttributes(span.attributes) },
    events: { value: events },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}

/**
 * Lets nothing secret through to where traces are kept. Next.js makes spans of its own, with
 * whole URLs, and a link's URL holds its token; messages of errors quote whatever failed.
 */
export function redactSpans(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, parent) => processor.onStart(span, parent),
    onEnd: (span) => processor.onEnd(scrubbed(span)),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}
