import { useLingui } from '@lingui/react';
import { dateWords } from './dates.js';
import { useDueWords, type DueAt } from './due-words.js';
import { toldIn, type Entry, type Told } from './entry.js';
import { sentenceOf } from './event-sentences.js';
import { ordinalIn } from './ids.js';
import type { Names } from './names.js';
import { ratingWords } from './rating-words.js';
import { textIn } from './text.js';
import { actorOf, speakerOf, useWho, type Who } from './who.js';

type Titles = readonly { readonly id: string; readonly title: string }[];

/** What an event says, as a sentence in the reader's language. */
export const useEventWords = (names: Names, milestones: Titles = []): ((entry: Entry) => string) => {
  const { i18n } = useLingui();
  const [who, due] = [useWho(names), useDueWords()];
  const named = (value: unknown): string => {
    if (typeof value === 'string') return textIn(names.institution(value).name).words;
    return value === undefined ? '' : due(value as DueAt);
  };
  return (entry) => {
    const told = toldIn(entry);
    const { institution, on, rating, milestone, version, toForum, fromForum } = told;
    const values = {
      ...{ type: entry.type, version },
      milestone: milestones.find(({ id }) => id === milestone)?.title ?? milestone,
      who: who(whoIn(entry, told)),
      ...{ reason: told.reason, cause: told.cause, percent: told.percent, regarding: told.regarding },
      title: typeof told.title === 'string' ? told.title : textIn(told.title ?? {}).words,
      on: on === undefined ? '' : dateWords(on),
      due: told.due === undefined ? '' : due(told.due),
      ...{ from: named(told.from), to: named(told.to), institution: named(institution) },
      toSession: typeof told.to === 'string' ? ordinalIn(told.to) : '',
      toForum: toForum === undefined ? '' : textIn(names.forum(toForum)).words,
      fromForum: fromForum === undefined ? '' : textIn(names.forum(fromForum)).words,
      rating: rating === undefined ? '' : i18n._(ratingWords[rating]),
      refusal: told.refusal?.detail,
    };
    return i18n._({ ...sentenceOf(entry), values });
  };
};

const whoIn = (entry: Entry, { speaker, statementId }: Told): Who =>
  statementId !== undefined && speaker !== undefined ? speakerOf(speaker as never) : actorOf(entry.actor);
