import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Logger } from '@nestjs/common';
import type { Tracing } from './tracing.js';
import { tracingBy } from './tracing-by.js';

/** Spans leave in batches, in the background; the SDK reads where to, and how, from the process' environment. */
export const otlp = (program: string): Tracing => {
  const log = new Logger('Tracing');
  const mute = () => {};
  // What an exporter says may hold its endpoint, and with that a password.
  const undelivered = () => log.warn('Spans could not be delivered; the work goes on without them');
  diag.setLogger({ error: undelivered, warn: mute, info: mute, debug: mute, verbose: mute }, DiagLogLevel.ERROR);
  return tracingBy(
    new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': program }).merge(
        detectResources({ detectors: [envDetector] }),
      ),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
    }),
    undelivered,
  );
};
