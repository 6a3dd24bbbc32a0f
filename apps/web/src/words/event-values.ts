import { useLingui } from '@lingui/react';
import { dateWords } from './dates.js';
import { useDueWords, type DueAt } from './due-words.js';
import { toldIn, type Entry, type Told } from './entry.js';
import { sentenceOf } from './event-sentences.js';
import { ordinalIn } from './ids.js';
import type { Names } from './names.js';
import { ratingWords } from './rating-words.js';
import { textIn, type Text } from './text.js';
import { actorOf, speakerOf, useWho, type Who } from './who.js';

type Titles = readonly { readonly id: string; readonly title: string }[];

/** What an event says, as a sentence in the reader's language. */
export const useEventWords = (names: Names, milestones: Titles = []): ((entry: Entry) => string) => {
  const { i18n } = useLingui();
  const [who, due] = [useWho(names), useDueWords()];
  const named = (value: unknown): string => {
    if (typeof value === 'string') return textIn(names.institution(value).name).words;
    if (value === undefined) return '';
    return isDue(value) ? due(value) : textIn(value as Text).words;
  };
  return (entry) => {
    const told = toldIn(entry);
    const { institution, on, rating, milestone, version, toForum, fromForum } = told;
    const values = {
      ...meetingValues(told, names),
      version,
      milestone: milestones.find(({ id }) => id === milestone)?.title ?? milestone,
      who: who(whoIn(entry, told)),
      ...{ reason: told.reason, cause: told.cause, percent: told.percent, regarding: told.regarding },
      title: wordsOf(told.title),
      on: day(on),
      due: told.due === undefined ? '' : due(told.due),
      ...{ from: named(told.from), to: named(told.to), institution: named(institution) },
      successor: typeof told.by === 'string' ? named(told.by) : '',
      toSession: typeof told.to === 'string' ? ordinalIn(told.to) : '',
      toForum: toForum === undefined ? '' : textIn(names.forum(toForum)).words,
      fromForum: fromForum === undefined ? '' : textIn(names.forum(fromForum)).words,
      rating: rating === undefined ? '' : i18n._(ratingWords[rating]),
      refusal: told.refusal?.detail,
    };
    return i18n._({ ...sentenceOf(entry), values });
  };
};

const isDue = (value: unknown): value is DueAt =>
  typeof value === 'object' && value !== null && ('date' in value || 'session' in value);
const day = (value: string | undefined): string => (value === undefined ? '' : dateWords(value));
const wordsOf = (value: Text | string = {}): string => (typeof value === 'string' ? value : textIn(value).words);

/** What only events of forums and sessions say. */
const meetingValues = (told: Told, names: Names) => ({
  name: wordsOf(told.name),
  side: told.side === undefined ? '' : textIn(names.side(told.side)).words,
  ...{ office: told.office, person: told.person, word: told.word, like: told.like, comment: told.comment },
  ordinal: told.ordinal,
  ...{ plannedOn: day(told.plannedOn), openedOn: day(told.openedOn), heldNotAfter: day(told.heldNotAfter) },
  ...{ concludedOn: day(told.concludedOn), signedOn: day(told.signedOn) },
  reference: told.source?.reference,
  count: (told.items ?? told.statementIds ?? []).length,
});

const whoIn = (entry: Entry, { speaker, statementId }: Told): Who =>
  statementId !== undefined && speaker !== undefined ? speakerOf(speaker as never) : actorOf(entry.actor);
