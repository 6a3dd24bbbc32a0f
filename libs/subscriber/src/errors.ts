import type { CloudEvent, StatusRecord } from '@jwg/published-language';
import type { Gap } from './subscription.js';

/** A handler failed; what it threw is the `cause`. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
  constructor(
    readonly record: CloudEvent | StatusRecord,
    /** How often it was called with this record. */
    readonly attempts: number,
    cause: unknown,
  ) {
    const times = attempts === 1 ? 'once' : `${attempts} times`;
    super(`The handler of ${record.type} ${record.id} failed ${times}: ${messageOf(cause)}`, { cause });
  }
}

/** Records are missing, and the service has no `onGap`. */
export class GapFound extends Error {
  override readonly name = 'GapFound';
  constructor(readonly gap: Gap) {
    super(`${sentenceOf(gap)} Begin again with the statuses, read a replay of what is missing, or go on by onGap.`);
  }
}

const sentenceOf = ({ partition, after, missing, event }: Gap) => {
  const here = `in partition ${partition}`;
  if (after === undefined) {
    return `Records are missing ${here}: the first that came is ${event.sequence}, which follows ${missing}.`;
  }
  const follows = missing < 0 ? 'names no record before it' : `follows ${missing}`;
  return Number(event.sequence) > after
    ? `Records are missing ${here}: after ${after} came ${event.sequence}, which ${follows}.`
    : `A stranger's record is ${here}: ${after} and now ${event.sequence} both follow ${missing}.`;
};

/** The subscription was stopped before the record was handled. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The handler failed, and is to be called again later. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  constructor(readonly pauseMs: number) {
    super(`Again in ${pauseMs} ms`);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
