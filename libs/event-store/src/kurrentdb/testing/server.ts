import { randomBytes } from 'node:crypto';
import { openKurrentDbEventStore, type KurrentDbEventStoreOptions } from '../kurrentdb-event-store.js';

export type Options = Partial<KurrentDbEventStoreOptions>;

/** The operator's server, when KURRENTDB_URL names one; a protocol test double of it otherwise. */
const realServer = process.env.KURRENTDB_URL;
export const serverName = realServer === undefined ? 'KurrentDB’s protocol test double (not KurrentDB)' : 'KurrentDB';

/** So that a busy machine fails no test. */
export const UNHURRIED = { answerWithinMs: 20_000 };

export const newPrefix = (): string => `test-${randomBytes(6).toString('hex')}.`;

/** The real server, or the double that is started here, since none but specs may know test/. */
export const startServer = async (startDouble: () => Promise<Server>): Promise<Server> =>
  realServer === undefined ? startDouble() : { url: realServer, stop: async () => undefined };

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Stores of one ledger on a server, all closed at once. */
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

/** Resolves when it holds; the test's own time-out ends a wait in vain. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
