import './search.css';
import { useEffect } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { SearchPage } from '../api/types.gen.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { say } from '../frame/say.js';
import { groupsOf, placeOf } from './found.js';
import { HitWords, kindHeadings } from './hit-words.js';
import { NothingFound } from './nothing-found.js';

export interface FoundListProps {
  readonly id: string;
  readonly words: string;
  readonly page?: SearchPage;
  readonly error: Error | null;
  /** What is shown is of these words, and not of those before. */
  readonly isCurrent: boolean;
  /** The id of the one that Enter opens. */
  readonly active?: string;
  readonly close: () => void;
}

/** What was found, under the field: grouped by kind, each a link. The field has the focus; its arrows go through them. */
const FoundList = ({ id, words, page, error, isCurrent, active, close }: FoundListProps) => {
  const { _ } = useI18n();
  const { t } = useLingui();
  const count = page?.hits.length;
  const hasMore = page?.next !== undefined;
  useEffect(() => {
    if (!isCurrent || count === undefined) return;
    if (count === 0 && !hasMore) say(t`Nothing was found.`);
    else say(plural(count, { one: '# found', other: '# found' }));
  }, [t, isCurrent, count, hasMore, words]);
  const option = (key: string) => ({
    id: `${id}-${key}`,
    role: 'option',
    tabIndex: -1,
    'aria-selected': `${id}-${key}` === active,
    onClick: close,
  });
  return (
    <div className="found pop" aria-busy={!isCurrent}>
      {error ? (
        <ProblemNotice error={error} />
      ) : page === undefined ? (
        <p className="faint">
          <Trans>Reading …</Trans>
        </p>
      ) : count === 0 && !hasMore ? (
        isCurrent && <NothingFound words={words} />
      ) : null}
      <div id={id} role="listbox" aria-label={t`Found`}>
        {!error &&
          page &&
          groupsOf(page.hits).map(({ kind, hits }) => (
            <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
              <div id={`${id}-${kind}`} className="found-kind" role="presentation">
                {_(kindHeadings[kind])}
              </div>
              {hits.map((hit) => (
                <Link key={hit.eventId} {...placeOf(hit)} {...option(hit.eventId)} className="hit">
                  <HitWords of={hit} />
                </Link>
              ))}
            </div>
          ))}
        {!error && hasMore && (
          <Link to="/search" search={(before) => ({ ...before, q: words })} {...option('all')} className="hit">
            <Trans>Look further, on a page of its own</Trans>
          </Link>
        )}
      </div>
    </div>
  );
};
export default FoundList;
