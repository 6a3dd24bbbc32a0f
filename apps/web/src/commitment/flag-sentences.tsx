import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { useDueWords } from '../words/due-words.js';
import { flagOf } from '../words/flag.js';
import type { Names } from '../words/names.js';
import { ratingWords } from '../words/rating-words.js';
import { daysBetween } from '../words/spans.js';
import { textIn } from '../words/text.js';
import { countOf, unnamedSides } from './flags.js';

interface Flagged {
  readonly of: CommitmentAnswer;
  readonly names: Names;
  /** The day of the question, where it is known; days are counted to it. */
  readonly day?: string;
}

/** What calls for attention, a sentence for each flag that the verdict's own words do not say yet. */
export const FlagSentences = ({ of, names, day }: Flagged) => (
  <>
    {of.flags.includes('overdue') && <Overdue of={of} names={names} day={day} />}
    {of.flags.includes('disputed') && <Disputed of={of} names={names} />}
    <Silent times={countOf(of.flags, 'silent')} />
    <CarriedOver times={countOf(of.flags, 'carriedOver')} />
    {of.flags.includes('unassigned') && <Unassigned of={of} names={names} />}
    {of.condition !== undefined && <Conditional condition={of.condition} />}
  </>
);

/** Why it has a flag, in one sentence. */
export const FlagSentence = ({ flag, ...told }: Flagged & { readonly flag: string }) => {
  const { name, times = 0 } = flagOf(flag);
  switch (name) {
    case 'overdue':
      return <Overdue {...told} />;
    case 'silent':
      return <Silent times={times} />;
    case 'carriedOver':
      return <CarriedOver times={times} />;
    case 'disputed':
      return <Disputed {...told} />;
    case 'unassigned':
      return <Unassigned {...told} />;
    case 'undated':
      return told.of.due ? (
        <Trans>It is due by a session that was cancelled, and no other session follows.</Trans>
      ) : (
        <Trans>No due date was set.</Trans>
      );
    case 'unsigned':
      return <Trans>Both sides said it, and not both have signed it.</Trans>;
    case 'conditional':
      return told.of.condition !== undefined && <Conditional condition={told.of.condition} />;
    case 'missedMilestone':
      return <Trans>A milestone was not reached by its day.</Trans>;
    case 'withoutEvidence':
      return <Trans>All evidence of its completion was retracted.</Trans>;
  }
};

const Overdue = ({ of: { due = {}, dueHistory }, day }: Flagged) => {
  const said = useDueWords()(due);
  const moves = Math.max(dueHistory.length - 1, 0);
  const days = day === undefined || due.date === undefined ? undefined : daysBetween(due.date, day);
  return days === undefined || days < 1 ? (
    <Trans>
      It was due by {said};{' '}
      <Plural value={moves} _0="that date never moved" one="the date moved once" other="the date moved # times" />.{' '}
    </Trans>
  ) : (
    <Trans>
      It is <Plural value={days} one="one day" other="# days" /> past {said};{' '}
      <Plural value={moves} _0="that date never moved" one="the date moved once" other="the date moved # times" />.{' '}
    </Trans>
  );
};

const Disputed = ({ of: { assessments }, names }: Flagged) => {
  const { _ } = useLingui();
  return assessments.map(({ by: { side: by }, rating }) => {
    const [side, words] = [textIn(names.side(by)).words, _(ratingWords[rating])];
    return (
      <Trans key={by}>
        {side} says: {words}.{' '}
      </Trans>
    );
  });
};

const Silent = ({ times }: { times: number }) =>
  times > 0 && (
    <Trans>
      It was not spoken of in <Plural value={times} one="the last session" other="the last # sessions" />.{' '}
    </Trans>
  );

const CarriedOver = ({ times }: { times: number }) =>
  times > 0 && (
    <Trans>
      It was carried over <Plural value={times} one="once" other="# times" />, always as the same commitment.{' '}
    </Trans>
  );

const Unassigned = ({ of, names }: Flagged) =>
  unnamedSides(of, names).map((it) => {
    const side = textIn(names.side(it)).words;
    return <Trans key={it}>Nobody is named for {side}. </Trans>;
  });

const Conditional = ({ condition }: { condition: string }) => (
  <Trans>
    It depends on a condition: <q>{condition}</q>.{' '}
  </Trans>
);
