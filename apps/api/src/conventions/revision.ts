import type { FastifyRequest } from 'fastify';
import { kindOf, sees, streamName, type LedgerStoredEvent, type Platform, type Viewer } from '@jwg/platform';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the stream that was asked about, as far as the answer knows it. */
    revision?: number;
  }
}

/**
 * The revision of the session or commitment that a read shows: not the stream's last one, which may be newer than the
 * answer, so that a command decided on an old answer is found out. What the viewer may not see does not count. While the
 * store cannot be reached the answer goes without: it could not be acted upon anyway.
 */
export const revisionOf = async (
  { store }: Platform,
  { params, routeOptions: { url } }: FastifyRequest,
  { position = -1 }: { position?: number },
  viewer: Viewer,
): Promise<number | undefined> => {
  const kind =
    url === '/v1/sessions/:sessionId' ? 'session' : url === '/v1/commitments/:commitmentId' ? 'commitment' : undefined;
  if (kind === undefined) return undefined;
  const { sessionId, commitmentId } = params as Record<string, string>;
  try {
    const events = (await store.readStream(
      streamName({ category: kind }, (sessionId ?? commitmentId)!),
    )) as LedgerStoredEvent[];
    return events.findLast((event) => event.position <= position && sees(viewer, event))?.revision;
  } catch (error) {
    if (kindOf(error) === 'unavailable') return undefined;
    throw error;
  }
};
