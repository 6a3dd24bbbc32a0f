import type { Tracing } from './tracing.js';

/**
 * Exports traces by OTLP over HTTP for a program of this name, as the `OTEL_…` variables of the process say. Without an
 * endpoint there is no tracing, and nothing of OpenTelemetry is loaded.
 */
export const openTracing = async (program: string): Promise<Tracing | undefined> => {
  const { env } = process;
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const isOff = env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none';
  if (!endpoint || isOff) return undefined;
  const { otlp } = await import('./otlp.js');
  return otlp(program);
};
