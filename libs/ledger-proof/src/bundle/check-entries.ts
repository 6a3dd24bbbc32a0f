import { leafOfEntry, type Bytes } from './bytes.js';
import { shownIn, type Shown } from './entries.js';
import type { Bundle } from './format.js';
import type { Wrong } from './report.js';

/**
 * Adds the leaves of the entries to those of the events, so that every position from `entries.from` on has one, and
 * notes each that is an event of a bundled stream: it is missing there.
 *
 * @returns how many of the entries are sealed
 */
export const addEntries = async (
  { entries: { from, texts }, streams, upTo }: Bundle,
  leaves: Map<number, Bytes>,
  note: (wrong: Wrong) => void,
): Promise<number> => {
  const bundled = new Set(streams.map(({ stream }) => stream));
  let [sealed, next] = [0, 0];
  for (let position = from; position < upTo; position += 1) {
    if (leaves.has(position)) continue;
    const text = texts[next++];
    const shown = text === undefined ? undefined : shownIn(text);
    if (text === undefined || shown?.position !== position) {
      note({ code: 'ENTRIES', position, what: `There is no entry for position ${position}, where one has to be.` });
      return sealed;
    }
    if (shown.sealed !== undefined) sealed += 1;
    else if (bundled.has(shown.stream!)) note(missing(shown));
    leaves.set(position, await leafOfEntry(text));
  }
  if (next !== texts.length)
    note({ code: 'ENTRIES', what: `There are ${texts.length} entries, where ${next} have to be.` });
  return sealed;
};

const missing = ({ position, stream, revision, type }: Shown): Wrong => ({
  code: 'MISSING',
  position,
  what: `The event at position ${position} (${type}, revision ${revision} of ${stream}) is missing.`,
});
