import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentAnswer } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { forumIn, shortId } from '../words/ids.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';

/** Whether it is still on the table, and where it is if not here. */
export const DispositionSentence = ({ of, names }: { of: CommitmentAnswer; names: Names }) => {
  const on = dateWords(of.why.disposition.at(-1)?.occurredAt.value ?? '');
  switch (of.disposition) {
    case 'open':
      return <Trans>It has not been superseded, withdrawn, referred or left to lapse.</Trans>;
    case 'superseded':
      return (
        <>
          <Trans>Others took its place on {on}:</Trans>{' '}
          {of.supersededBy.map((id) => (
            <Link key={id} to="/commitments/$commitment" params={{ commitment: id }}>
              <bdi>{forumIn(id) === of.forum ? shortId(id) : id}</bdi>
            </Link>
          ))}
        </>
      );
    case 'withdrawn':
      return <Trans>It was withdrawn on {on}.</Trans>;
    case 'lapsed':
      return <Trans>It lapsed on {on}.</Trans>;
    case 'referred': {
      const forum = textIn(names.forum(of.referredTo ?? '')).words;
      return (
        <Trans>
          {forum} has it since {on}.
        </Trans>
      );
    }
  }
};
