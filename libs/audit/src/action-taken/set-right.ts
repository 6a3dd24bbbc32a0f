import { wrongIn } from '@jwg/domain';
import type { JournalEntry } from '@jwg/read-models';
import { nameOf, sentenceOf } from '../told/sentence.js';
import type { SetRightEntry } from './report.js';

/** What says that something recorded was never so: each once, in the order of the ledger. */
export const setRightIn = (entries: readonly JournalEntry[]): SetRightEntry[] => {
  const known = new Map(entries.map((it) => [it.eventId, it]));
  const named = (id: string) => {
    const entry = known.get(id);
    return entry ? nameOf(entry.type, entry.data) : id;
  };
  return [...known.values()]
    .flatMap((entry) => {
      const wrong = wrongIn(entry);
      const of = wrong.flatMap((id) => known.get(id)?.position ?? []);
      return wrong.length > 0 ? [setRightEntry(entry, of, sentenceOf(entry, { named }))] : [];
    })
    .sort((a, b) => a.position - b.position);
};

const setRightEntry = (
  { position, occurredAt, actor, side }: JournalEntry,
  of: readonly number[],
  words: string,
): SetRightEntry => ({
  position,
  on: occurredAt.value.slice(0, 10),
  by: (actor.onBehalfOf ?? actor).institution ?? side ?? actor.role,
  words,
  of,
});
