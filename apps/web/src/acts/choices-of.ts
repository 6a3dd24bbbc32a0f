import type { MessageDescriptor } from '@lingui/core';
import type { Me } from '../api/me.js';
import type { ForumRow } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { toldIn, type Entry, type EntryType } from '../words/entry.js';
import { eventNames } from '../words/event-names.js';
import { textIn } from '../words/text.js';
import type { Choices } from './act-field.js';

/** The entries that who made them may withdraw. */
const withdrawable: ReadonlySet<EntryType> = new Set<EntryType>([
  ...(['WorkStarted', 'ProgressReported', 'ProgressAssessed', 'CompletionReported', 'ConsentGiven'] as const),
  ...(['MilestoneDefined', 'MilestoneReached', 'CommitmentBlocked', 'CommitmentUnblocked', 'DueDateSet'] as const),
  ...(['DueDateRevised', 'ResponsibilityAssigned', 'ResponsibilityReassigned'] as const),
]);

/** What may be chosen in the forms of a commitment: its forum's institutions, and what the reader entered of it and stands. */
export const choicesOf = (
  forum: ForumRow | undefined,
  entries: readonly Entry[],
  me: Me,
  say: (words: MessageDescriptor) => string,
): Choices => {
  const withdrawn = new Set(entries.filter(({ type }) => type === 'EntryWithdrawn').map((it) => toldIn(it).eventId));
  return {
    institution: (forum?.institutions ?? []).map(({ id, name, side }) => ({
      value: id,
      words: `${textIn(name).words} (${side})`,
    })),
    entry: entries
      .filter((it) => withdrawable.has(it.type) && it.visibility !== 'sideInternal')
      .filter((it) => isOwn(it, me) && !withdrawn.has(it.eventId))
      .toReversed()
      .map((entry) => {
        const { narrative, cause, remarks, reason } = toldIn(entry);
        const words = (narrative ?? cause ?? remarks ?? reason ?? '').slice(0, 80);
        return {
          value: entry.eventId,
          words: [dateWords(entry.occurredAt.value), say(eventNames[entry.type]), words].filter(Boolean).join(': '),
        };
      }),
  };
};

/** Whether the reader made it, or somebody for whom the reader answers; the rules have the last word. */
const isOwn = ({ actor: { onBehalfOf, ...self } }: Entry, me: Me): boolean => {
  const { role, side, institution } = onBehalfOf ?? self;
  if (side !== me.side) return false;
  return me.role === 'secretariat' || (role === me.role && institution === me.institution);
};
