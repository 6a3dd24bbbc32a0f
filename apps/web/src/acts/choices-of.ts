import type { ForumRow } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { toldIn, type Entry } from '../words/entry.js';
import { textIn } from '../words/text.js';
import type { Choices } from './act-field.js';

/** The entries that who made them may withdraw. */
const withdrawable: ReadonlySet<string> = new Set([
  'ProgressReported',
  'CompletionReported',
  'ProgressAssessed',
  'MilestoneReached',
  'CommitmentBlocked',
  'WorkStarted',
]);

/** What may be chosen in the forms of a commitment: its forum's institutions, and what was entered of it. */
export const choicesOf = (forum: ForumRow | undefined, entries: readonly Entry[]): Choices => ({
  institution: (forum?.institutions ?? []).map(({ id, name, side }) => ({
    value: id,
    words: `${textIn(name).words} (${side})`,
  })),
  entry: entries
    .filter(({ type }) => withdrawable.has(type))
    .toReversed()
    .map((entry) => {
      const { narrative, cause, completedOn } = toldIn(entry);
      const words = narrative ?? cause ?? completedOn ?? '';
      return {
        value: entry.eventId,
        words: [dateWords(entry.occurredAt.value), words.slice(0, 80)].filter(Boolean).join(': '),
      };
    }),
});
