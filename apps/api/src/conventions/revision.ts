import type { FastifyRequest } from 'fastify';
import { kindOf, sees, streamName, type LedgerStoredEvent, type Platform, type Viewer } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyRequest {
    /** The revision of the requested stream up to which the answer is current. */
    revision?: number;
  }
}

/**
 * The revision of the session or commitment that a read shows. The stream's last revision may be newer than the answer;
 * with it, a command based on an old answer would not be refused. Events that the viewer may not see do not count.
 * While the store cannot be reached the answer has no revision: no command could be given then anyway.
 */
export const revisionOf = async (
  { store }: Platform,
  { params, routeOptions }: FastifyRequest,
  { position = -1 }: { position?: number },
  viewer: Viewer,
): Promise<number | undefined> => {
  const { shows: category } = routeOptions.config;
  if (category === undefined) return undefined;
  const id = (params as Record<string, string>)[`${category}Id`]!;
  try {
    const events = (await store.readStream(streamName({ category }, id))) as LedgerStoredEvent[];
    return events.findLast((event) => event.position <= position && sees(viewer, event))?.revision;
  } catch (error) {
    if (kindOf(error) === 'unavailable') return undefined;
    throw error;
  }
};
