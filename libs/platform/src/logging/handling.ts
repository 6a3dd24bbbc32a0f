import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being answered just now; every line of the log tells it. */
export interface Handling {
  readonly correlationId: string;
  /** Where the request belongs to a trace. */
  readonly traceId?: string;
}

const storage = new AsyncLocalStorage<Handling>();

/** Lines that are logged inside `work`, across awaits, tell that they belong to this request. */
export const handling = <T>(request: Handling, work: () => T): T => storage.run(request, work);

export const handled = (): Handling | undefined => storage.getStore();
