import { Plural, Trans } from '@lingui/react/macro';
import type { Milestone } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import { daysBetween } from '../words/spans.js';

/** Steps on the way, each with its day and when it was reached. */
export const Milestones = ({ of }: { of: readonly Milestone[] }) => {
  const due = useDueWords();
  return of.map(({ id, title, due: by, reachedOn }) => {
    const late = by?.date !== undefined && reachedOn?.length === 10 ? daysBetween(by.date, reachedOn) : 0;
    return [
      <dt key={id}>
        <Trans>Milestone</Trans>
      </dt>,
      <dd key={`${id} of`}>
        <bdi>{title}</bdi>
        {by !== undefined && (
          <span className="line">
            <Trans>due {due(by)}</Trans>
          </span>
        )}
        <span className="line">
          {reachedOn === undefined ? <Trans>not reached</Trans> : <Trans>reached {dateWords(reachedOn)}</Trans>}
        </span>
        {late > 0 && (
          <span className="tag warn">
            <Plural value={late} one="# day late" other="# days late" />
          </span>
        )}
      </dd>,
    ];
  });
};
