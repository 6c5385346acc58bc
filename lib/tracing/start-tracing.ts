import "server-only";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { ATTR_SERVICE_NAME } from "@opentelemetry/semantic-conventions";
import { redactSpans } from "./redact-spans";

/**
 * Sends what is traced to OTEL_EXPORTER_OTLP_ENDPOINT, which the exporter reads itself, as it
 * does the headers and the sampler. Imported only where that is set.
 *
 * @returns how to send what has not been sent yet and stop
 */
export function startTracing(): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: "latchkey" }),
    spanProcessors: [redactSpans(new BatchSpanProcessor(new OTLPTraceExporter()))],
  });
  provider.register();
  return () => provider.shutdown();
}
