import type { EventType } from '@jwg/domain';
import { eventTypeOf } from '@jwg/published-language';
import { FIRST_PAUSE_MS, RETRY_FOR_MS, trying } from './attempts.js';
import { GapFound, HandlerFailed, messageOf } from './errors.js';
import type { Handler, Reader, SubscribeOptions } from './subscription.js';

/** A reader, and what is known of how it goes. */
export interface WatchedReader extends Reader {
  /** The errors that are being retried. */
  troubles(): unknown[];
  /** Forgets the troubles: the source begins anew, maybe with other partitions. */
  beginning(): void;
  /** How many records wait, as the source finds out. */
  lag(): Promise<number | undefined>;
}

/** Passes on what a source reads to the handlers of a service. */
export const readerOf = (options: SubscribeOptions, signal: AbortSignal): WatchedReader => {
  const { on, status, seen, onGap, onError = toConsole, retryForMs = RETRY_FOR_MS, retryMs = FIRST_PAUSE_MS } = options;
  /** The sequence of the status that the service received, by stream. */
  const included = new Map<string, number>();
  /** The errors that are being retried, by the record's id; that of the connection under its own name. */
  const open = new Map<string, unknown>();
  const failed = (error: HandlerFailed) => {
    open.set(error.record.id, error);
    onError(error);
  };
  const attempt = trying({ retryForMs, retryMs, signal, failed });
  let measure: () => Promise<number | undefined> = async () => undefined;

  return {
    types: on['*'] ? undefined : (Object.keys(on) as EventType[]),
    status:
      status &&
      (async (record) => {
        await attempt(record, () => status(record));
        open.delete(record.id);
        included.set(record.subject, Number(record.sequence));
      }),
    async event(event, attempts, waitMs) {
      const type = eventTypeOf(event.type);
      const handler = ((type && on[type]) ?? on['*']) as Handler<typeof event> | undefined;
      if (!handler || Number(event.sequence) <= (included.get(event.subject) ?? -1)) return;
      const call = async (nth: number) => {
        if (!(await seen?.(event))) await handler(event, nth);
      };
      await attempt(event, call, attempts, waitMs);
      open.delete(event.id);
    },
    async gap(gap) {
      if (!onGap) throw new GapFound(gap);
      await onGap(gap);
    },
    trouble(error) {
      open.set(CONNECTION, error);
      onError(error);
    },
    reading: () => void open.delete(CONNECTION),
    aside(error, on) {
      if (error instanceof HandlerFailed) open.delete(error.record.id);
      onError(error, on);
    },
    measure: (lag) => void (measure = lag),
    troubles: () => [...open.values()],
    beginning: () => open.clear(),
    lag: () => measure(),
  };
};

const CONNECTION = 'connection';

const toConsole = (error: unknown, putAsideOn?: string) =>
  console.error(
    `@jwg/subscriber: ${messageOf(error)}${putAsideOn === undefined ? '' : ` (put aside on ${putAsideOn})`}`,
  );
