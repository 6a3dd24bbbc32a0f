import type { FastifyRequest } from 'fastify';
import { kindOf, sees, streamName, type LedgerStoredEvent, type Platform, type Viewer } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyRequest {
    /** The revision of the requested stream up to which the answer is current. */
    revision?: number;
    /** Of the answer, if it is known already. */
    digest?: string;
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
    const isShown = (event: LedgerStoredEvent) => event.position <= position && sees(viewer, event);
    return (await lastOf(store, streamName({ category }, id), isShown))?.revision;
  } catch (error) {
    if (kindOf(error) === 'unavailable') return undefined;
    throw error;
  }
};

/** Events in one read. The one that is looked for is mostly among a stream's last. */
const STEP = 32;

/** The last event of a stream that is so. */
const lastOf = async (
  store: Platform['store'],
  stream: string,
  isSo: (event: LedgerStoredEvent) => boolean,
): Promise<LedgerStoredEvent | undefined> => {
  for (let end = await store.lengthOf(stream); end > 0; end -= STEP) {
    const from = Math.max(0, end - STEP);
    const events = (await store.readStream(stream, from, end - from)) as LedgerStoredEvent[];
    const last = events.findLast(isSo);
    if (last) return last;
  }
  return undefined;
};
