import './search.css';
import { useEffect, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLingui as useI18n } from '@lingui/react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { searchPagesQuery } from '../api/queries.js';
import { Page } from '../frame/page.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Mark } from '../marks/mark.js';
import { useMoment } from '../moment/use-moment.js';
import { groupsOf, placeOf } from './found.js';
import { HitWords, kindHeadings } from './hit-words.js';
import { NothingFound } from './nothing-found.js';

/** All that says the words of the address, page by page. */
export const Screen = () => {
  const { t } = useLingui();
  const { q } = useSearch({ from: '/search' });
  return (
    <Page title={q === undefined ? t`Search` : t`Search: ${q}`} here={t`Search`} heading={<Trans>Search</Trans>}>
      <Asking key={q} q={q} />
      {q !== undefined && <Found q={q} />}
    </Page>
  );
};

const Asking = ({ q = '' }: { q?: string }) => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  return (
    <search>
      <form
        className="row asking"
        onSubmit={(event) => {
          event.preventDefault();
          const words = typed.trim();
          void navigate({ to: '.', search: (before) => ({ ...before, q: words === '' ? undefined : words }) });
        }}
      >
        <input
          data-search=""
          className="input"
          type="search"
          aria-label={t`Search`}
          aria-keyshortcuts="/"
          autoComplete="off"
          dir="auto"
          maxLength={200}
          placeholder={t`Search titles, texts, institutions, ids`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button className="btn primary">
          <Mark name="search" /> <Trans>Look for it</Trans>
        </button>
      </form>
    </search>
  );
};

const Found = ({ q }: { q: string }) => {
  const { _ } = useI18n();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    searchPagesQuery(q, useMoment()),
  );
  const hits = data?.pages.flatMap((page) => page.hits) ?? [];
  const position = data?.pages[0]?.position;
  const isEmpty = data !== undefined && hits.length === 0;
  // A page may be empty and not the last one.
  useEffect(() => {
    if (isEmpty && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isEmpty, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error) return <ProblemNotice error={error} />;
  return (
    <div className="stack l found-all">
      <p role="status" className="quiet">
        {data === undefined ? (
          <Trans>Reading …</Trans>
        ) : isEmpty ? null : hasNextPage ? (
          <Plural value={hits.length} one="The first # that was found." other="The first # that were found." />
        ) : (
          <Plural value={hits.length} one="# was found." other="# were found." />
        )}
      </p>
      {isEmpty && !hasNextPage && <NothingFound words={q} />}
      {groupsOf(hits).map(({ kind, hits: some }) => (
        <section key={kind} aria-labelledby={`of-${kind}`}>
          <h2 id={`of-${kind}`}>{_(kindHeadings[kind])}</h2>
          <ul>
            {some.map((hit) => (
              <li key={hit.eventId}>
                <Link {...placeOf(hit)} className="hit">
                  <HitWords of={hit} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && !isEmpty && (
        <p>
          <button type="button" className="btn" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Look further</Trans>
          </button>
        </p>
      )}
      {position !== undefined && (
        <p className="foot">
          <Trans>As of position {position}. Texts in the languages in which they were recorded.</Trans>
        </p>
      )}
    </div>
  );
};
