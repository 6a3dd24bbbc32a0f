import {
  commitment,
  commitmentEvents,
  forum,
  forumEvents,
  readEvents,
  reads,
  session,
  sessionEvents,
} from '@jwg/domain';
import { categoryOf, type Decider, type EventStore, type Fact } from '@jwg/event-sourcing';
import type { Wrong } from './recompute.js';

/** What folds a history, whatever its events are. */
export type Folds = Pick<Decider<unknown, never, Fact, never>, 'initial' | 'evolve'>;

/** How a stream is folded, and the events that it may have. */
export interface Kind {
  readonly decider: Folds;
  readonly types: object;
}

const kinds: Readonly<Record<string, Kind>> = {
  [forum.category]: { decider: forum, types: forumEvents },
  [session.category]: { decider: session, types: sessionEvents },
  [commitment.category]: { decider: commitment, types: commitmentEvents },
  [reads.category]: { decider: reads, types: readEvents },
};

/** Missing where a stream is not the ledger's. */
export const kindOf = (stream: string): Kind | undefined => {
  const category = categoryOf(stream);
  return Object.hasOwn(kinds, category) ? kinds[category] : undefined;
};

const PAGE = 500;

/**
 * Whether each stream is a history that its decider can fold: of its own kinds of events alone, to the end without an
 * error. It holds one stream's state at a time. Streams of other categories are not the ledger's, and are left alone.
 *
 * @param store  events in their present form
 */
export const checkHistories = async (
  store: Pick<EventStore, 'readStream'>,
  streams: Iterable<string>,
  progress: (streams: number) => void = () => {},
): Promise<Wrong[]> => {
  const wrong: Wrong[] = [];
  let count = 0;
  for (const stream of streams) {
    const found = await checkHistory(store, stream);
    if (found) wrong.push(found);
    if (wrong.length >= MOST) break;
    progress((count += 1));
  }
  return wrong.sort((one, other) => one.position! - other.position!);
};

/** So many of them say enough. */
const MOST = 100;

const checkHistory = async (store: Pick<EventStore, 'readStream'>, stream: string): Promise<Wrong | undefined> => {
  const kind = kindOf(stream);
  if (!kind) return undefined;
  let state = kind.decider.initial;
  for (let from = 0; ; from += PAGE) {
    const page = await store.readStream(stream, from, PAGE);
    for (const event of page) {
      const { position, type } = event;
      if (!Object.hasOwn(kind.types, type))
        return { position, what: `The event at position ${position} is ${type}, which ${stream} cannot have.` };
      try {
        state = kind.decider.evolve(state, event);
      } catch (error) {
        return {
          position,
          what: `${stream} cannot be folded: ${type} at position ${position}: ${(error as Error).message}`,
        };
      }
    }
    if (page.length < PAGE) return undefined;
  }
};
