import { openLocalIssuer } from '@jwg/platform';
import type { Actor } from '@jwg/domain';
import { startCluster } from '../../tools/cluster/start.ts';
import { dataFolder, startServer } from '../server.js';

/** A running ledger. In the cluster what is told to one process is asked of another. */
export interface Profile {
  /** Where commands are sent. */
  readonly tell: string;
  /** Where questions are. */
  readonly ask: string;
  /** An Authorization header's value. */
  bearer(actor: Actor): Promise<string>;
  /** What happens to it in the middle of the story. Requests that are answered 503 are then sent again. */
  midway?(): Promise<void>;
  close(): Promise<void>;
}

/** One process over a data folder, as `npm start` has it. */
const embedded = async (): Promise<Profile> => {
  const { folder, remove } = dataFolder();
  const server = await startServer(folder);
  const issuer = await openLocalIssuer(folder);
  return {
    tell: server.url,
    ask: server.url,
    bearer: async (actor) => `Bearer ${await issuer.issue(actor, 3600)}`,
    async close() {
      await server.stop();
      remove();
    },
  };
};

/**
 * Two apis and two workers over PostgreSQL and three nodes of KurrentDB's protocol test double, which is not KurrentDB.
 * In the middle of the story the node that leads dies for good. (A server that KURRENTDB_URL names is left alone.)
 */
const cluster = async (env: Record<string, string>): Promise<Profile> => {
  const { apis, bearer, double, stop } = await startCluster({ kafka: false, nodes: 3, env });
  const midway = double && (() => double.control('die', 0));
  return { tell: apis[0]!.url, ask: apis[1]!.url, bearer, midway, close: stop };
};

export const profiles = { embedded, cluster };
