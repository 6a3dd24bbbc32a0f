/** A trace and the parent span in it, as W3C Trace Context writes them: version 00, lower-case. */
export type Traceparent = string;

const SHAPE = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The value of a `traceparent` header; `undefined` if it is malformed: a caller's mistake must not stop the request.
 */
export const traceparentIn = (header: unknown): Traceparent | undefined => {
  const [, version, trace, span, flags, more] = (typeof header === 'string' && SHAPE.exec(header)) || [];
  if (trace === undefined || (version === '00' && more !== undefined)) return undefined;
  return `00-${trace}-${span}-${flags}`;
};

export const traceIdOf = (traceparent: Traceparent): string => traceparent.slice(3, 35);
