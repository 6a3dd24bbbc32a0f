import { randomBytes } from 'node:crypto';
import { openKurrentDbEventStore, type KurrentDbEventStoreOptions } from '../kurrentdb-event-store.js';

export type Options = Partial<KurrentDbEventStoreOptions>;

/** The operator's server when KURRENTDB_URL names one; otherwise a protocol test double. */
const realServer = process.env.KURRENTDB_URL;
export const serverName = realServer === undefined ? 'KurrentDB’s protocol test double (not KurrentDB)' : 'KurrentDB';

/** A generous time limit, so that a busy machine does not fail a test. */
export const UNHURRIED = { answerWithinMs: 20_000 };

export const newPrefix = (): string => `test-${randomBytes(6).toString('hex')}.`;

/** The real server, or the double. The spec passes the double in, because only specs may import from test/. */
export const startServer = async (startDouble: () => Promise<Server>): Promise<Server> =>
  realServer === undefined ? startDouble() : { url: realServer, stop: async () => undefined };

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** The stores of one ledger on a server; one call closes all of them. */
export class Ledger {
  private readonly open: { close(): Promise<void> }[] = [];

  constructor(
    private readonly server: Pick<Server, 'url'>,
    readonly prefix = newPrefix(),
  ) {}

  async store(options: Options = {}) {
    const store = await openKurrentDbEventStore({
      ...UNHURRIED,
      url: this.server.url,
      prefix: this.prefix,
      ...options,
    });
    this.open.push(store);
    return store;
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((store) => store.close()));
  }
}

/** Resolves when the condition holds. The test's own timeout ends a wait that would never end. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
