import "server-only";
import { type Attributes, type Link, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

/** What a span says besides its name. Ids of ours only: never an address, a link or a code. */
type About = { kind?: SpanKind; attributes?: Attributes; links?: Link[] };

/** The kind of a span that calls somebody else's service. */
export const CALL = SpanKind.CLIENT;

/**
 * Does some work as a part of the trace under way. Where nothing is traced this is a function
 * call: the SDK is not even loaded.
 */
export function withSpan<T>(name: string, about: About, work: () => Promise<T>): Promise<T> {
  return trace.getTracer("latchkey").startActiveSpan(name, about, async (span) => {
    try {
      return await work();
    } catch (error) {
      // By name alone: a provider's message quotes the email.
      span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
