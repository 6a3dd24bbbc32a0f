import {
  acting,
  changedFields,
  sees,
  type Category,
  type ChangedField,
  type LedgerEvent,
  type Role,
} from '@jwg/domain';
import { categoryOf, LedgerError } from '@jwg/event-sourcing';
import { viewerOf, type RequestContext } from './request-context.js';
import type { LedgerStoredEvent } from './stored-event.js';
import type { Streams } from './streams.js';

/** Somebody who changed a stream, and by what. */
export interface Changer {
  readonly type: LedgerEvent['type'];
  readonly position: number;
  readonly recordedAt: string;
  /** The side that acted, if a side did, and its institution. */
  readonly by?: { readonly side: string; readonly institution?: string };
  readonly enteredBy: { readonly role: Role };
}

interface Since {
  /** What stands otherwise than at the revision that the command names. */
  readonly changed: readonly ChangedField[];
  /** Who changed it, and by what; the latest last. */
  readonly by: readonly Changer[];
}

/** The command was given for another revision than the stream has now; nothing was written. */
export class StaleRevision extends LedgerError {
  override readonly name = 'StaleRevision';
  readonly kind = 'stale';
  readonly changed: readonly ChangedField[];
  readonly by: readonly Changer[];
  constructor(
    readonly stream: string,
    readonly expected: number,
    /** The stream's revision, as far as the sender of the command may see it; -1 while the stream is empty. */
    readonly current: number,
    { changed, by }: Since,
  ) {
    super(`${stream} is at revision ${current}, not at ${expected}; read it again and decide on what is there now`);
    this.changed = changed;
    this.by = by;
  }
}

/**
 * Checks that the stream has not changed since the sender of the command read it. Events that are internal to the other
 * side do not count, because this side could not have seen them.
 *
 * @param length  how many events the stream has
 * @throws StaleRevision
 */
export const requireCurrent = async (
  streams: Pick<Streams, 'after' | 'history'>,
  stream: string,
  length: number,
  by: RequestContext,
): Promise<void> => {
  const { ifMatch } = by;
  if (ifMatch === undefined || ifMatch === length - 1) return;
  const viewer = viewerOf(by);
  if (ifMatch < length && !(await streams.after(stream, ifMatch)).some((event) => sees(viewer, event))) return;
  const history = await streams.history(stream);
  const last = history.findLast((event) => sees(viewer, event))?.revision ?? -1;
  const shown = history.filter((event) => sees(viewer, event)) as LedgerStoredEvent[];
  const before = shown.filter(({ revision }) => revision <= ifMatch);
  throw new StaleRevision(stream, ifMatch, last, {
    changed: changedFields(categoryOf(stream) as Category, before, shown),
    by: shown.slice(before.length).slice(-MOST).map(changer),
  });
};

/** The most changes that are named; whoever missed more reads it again. */
const MOST = 20;

const changer = ({ type, position, recordedAt, metadata: { actor } }: LedgerStoredEvent): Changer => {
  const { side, institution } = acting(actor);
  return {
    type,
    position,
    recordedAt,
    ...(side !== undefined && { by: { side, ...(institution !== undefined && { institution }) } }),
    enteredBy: { role: actor.role },
  };
};
