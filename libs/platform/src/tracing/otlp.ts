import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Logger } from '@nestjs/common';
import type { Tracing } from './tracing.js';
import { tracingBy } from './tracing-by.js';

/**
 * Exports spans in batches, in the background. The SDK reads its endpoint and options from the process' environment.
 */
export const otlp = (program: string): Tracing => {
  const log = new Logger('Tracing');
  const mute = () => {};
  // An exporter's message may contain its endpoint, and so a password.
  const undelivered = () => log.warn('Spans could not be delivered; the work goes on without them');
  diag.setLogger({ error: undelivered, warn: mute, info: mute, debug: mute, verbose: mute }, DiagLogLevel.ERROR);
  const tracing = tracingBy(
    new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': program }).merge(
        detectResources({ detectors: [envDetector] }),
      ),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
    }),
    undelivered,
  );
  return { ...tracing, program };
};
