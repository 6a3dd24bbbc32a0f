import type { FastifyRequest } from 'fastify';

/** How often a header was given. Node joins several into one, or keeps the first; in its own list they are apart. */
export const timesGiven = ({ raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>, name: string): number => {
  const distinct = (raw as Partial<typeof raw> | undefined)?.headersDistinct;
  if (distinct) return distinct[name]?.length ?? 0;
  return headers[name] === undefined ? 0 : 1; // a request that came over no socket
};
