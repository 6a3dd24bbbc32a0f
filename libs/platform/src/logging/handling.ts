import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered now; every log line names it. */
export interface Handling {
  readonly correlationId: string;
  /** Set if the request belongs to a trace. */
  readonly traceId?: string;
}

const storage = new AsyncLocalStorage<Handling>();

/** Lines that are logged inside `work`, across awaits, name this request. */
export const handling = <T>(request: Handling, work: () => T): T => storage.run(request, work);

export const handled = (): Handling | undefined => storage.getStore();
