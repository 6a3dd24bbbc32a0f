import type { LeafEvent } from '../leaf.js';
import { areSame, fromBase64, leafOfEntry, type Bytes } from './bytes.js';
import { entryOfEvent } from './entries.js';
import type { BundledStream } from './format.js';
import type { Wrong } from './report.js';

type Noting = (wrong: Wrong) => void;

/** The leaves that the bundle's events have by their own content, by position. What is wrong with an event is noted. */
export const leavesOfEvents = async (streams: readonly BundledStream[], note: Noting): Promise<Map<number, Bytes>> => {
  const leaves = new Map<number, Bytes>();
  for (const { stream, events, leaves: given } of streams)
    for (const [n, event] of events.entries()) {
      const { position, type } = event;
      const leaf = await leafOfEntry(await entryOfEvent(event));
      const named = given[n] === undefined ? undefined : fromBase64(given[n]);
      if (!named || !areSame(leaf, named))
        note({
          code: 'EVENT',
          position,
          what: `The event at position ${position} (${type} in ${stream}) was changed.`,
        });
      if (leaves.has(position))
        note({ code: 'ORDER', position, what: `Two events are said to be at position ${position}.` });
      leaves.set(position, leaf);
    }
  return leaves;
};

/** Whether each stream is a history without a gap, but for what is said to be left out. */
export const checkHistories = (streams: readonly BundledStream[], upTo: number, note: Noting): void => {
  const names = new Set<string>();
  for (const stream of streams) {
    if (names.has(stream.stream)) note({ code: 'ORDER', what: `The stream ${stream.stream} comes twice.` });
    names.add(stream.stream);
    checkHistory(stream, upTo, note);
  }
};

const checkHistory = ({ stream, events, leftOut, count }: BundledStream, upTo: number, note: Noting): void => {
  const absent = new Set(leftOut);
  let [next, after] = [0, -1];
  for (const event of events) {
    for (; absent.delete(next); next += 1);
    const what = misplaced(event, stream, next, after, upTo);
    if (what !== undefined) note({ code: 'ORDER', position: event.position, what });
    [next, after] = [event.revision + 1, event.position];
  }
  if (absent.size > 0)
    note({ code: 'COUNT', what: `${stream} leaves out revisions (${[...absent].join(', ')}) that are no gaps in it.` });
  if (count !== next || events.length + leftOut.length !== count)
    note({
      code: 'COUNT',
      what: `${stream} is said to have ${count} events; ${events.length} are here, ${leftOut.length} left out, and the next revision would be ${next}.`,
    });
};

const misplaced = (
  { position, stream, revision }: LeafEvent,
  own: string,
  next: number,
  after: number,
  upTo: number,
): string | undefined => {
  if (stream !== own) return `The event at position ${position} is of ${stream}, and not of ${own}.`;
  if (revision !== next)
    return `The event at position ${position} has revision ${revision} in ${stream}, where ${next} has to come: an event is missing, or was added.`;
  if (!(position > after && position < upTo))
    return `The event at position ${position} of ${stream} is out of order, or after what the bundle tells of.`;
  return undefined;
};
