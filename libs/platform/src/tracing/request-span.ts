import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { contextOf, traceparentOf } from './spans.js';
import type { Traceparent } from './traceparent.js';
import type { RequestSpan } from './tracing.js';

/**
 * Attributes have OpenTelemetry's names. The address itself is left out, because people write what they like into it.
 */
export const requestSpan = (
  tracer: Tracer,
  method: string,
  route: string | undefined,
  from: Traceparent | undefined,
): RequestSpan => {
  const span = tracer.startSpan(
    route === undefined ? method : `${method} ${route}`,
    {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, ...(route !== undefined && { 'http.route': route }) },
    },
    contextOf(from),
  );
  return {
    traceparent: traceparentOf(span),
    end({ status, correlationId, role }) {
      span.setAttributes({
        'http.response.status_code': status,
        'jwg.correlation_id': correlationId,
        ...(role !== undefined && { 'jwg.actor.role': role }),
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', String(status));
      span.end();
    },
  };
};
