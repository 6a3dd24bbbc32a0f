import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import { traceparentIn, type Traceparent } from './traceparent.js';

/** The context that a traceparent stands for. Without a traceparent a new trace begins. */
export const contextOf = (traceparent: Traceparent | undefined): Context => {
  const from = spanContextOf(traceparent);
  return from ? trace.setSpanContext(ROOT_CONTEXT, from) : ROOT_CONTEXT;
};

export const spanContextOf = (traceparent: unknown): SpanContext | undefined => {
  const known = traceparentIn(traceparent);
  if (known === undefined) return undefined;
  const [, traceId, spanId, flags] = known.split('-') as [string, string, string, string];
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
};

/** `undefined` where the SDK is switched off (OTEL_SDK_DISABLED). */
export const traceparentOf = (span: Span): Traceparent | undefined => {
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return undefined;
  return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
};

/** Ends the span when the work ends. Of an error it records only the kind: messages may contain what events contain. */
export const inSpan = async <T>(span: Span, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', (error as Error)?.name ?? 'Error');
    throw error;
  } finally {
    span.end();
  }
};
