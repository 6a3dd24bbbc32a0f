import { useEffect, useMemo } from 'react';
import { useSearch } from '@tanstack/react-router';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { matrixPagesQuery } from '../api/matrix-page.js';
import { diffQuery, forumQuery } from '../api/queries.js';
import { everyAddress, otherOf, type Moment } from '../moment/moment.js';
import { numberedHere } from '../words/numbered.js';

/** The matrix at the other moment of a comparison, and what changed since, if the address names one. */
export const useThen = (id: string, moment: Moment) => {
  const other = otherOf(everyAddress(useSearch({ strict: false })).read);
  const asked = other !== undefined;
  const pages = usePages(id, other ?? {}, asked);
  const diff = useQuery({ ...diffQuery(id, other ?? {}, moment), enabled: asked });
  const { matrix } = pages;
  const then = useMemo(
    () => (asked && matrix && diff.data ? { matrix, diff: diff.data } : undefined),
    [asked, matrix, diff.data],
  );
  return { asked, then, error: asked ? (pages.error ?? diff.error) : null };
};

/** A forum and its whole matrix at a moment. The first page is shown while the others are still on their way. */
export const useMatrix = (id: string, moment: Moment) => {
  const forum = useQuery(forumQuery(id, moment));
  const { matrix, isWhole, error } = usePages(id, moment, true);
  return { forum: forum.data, matrix, isWhole, error: forum.error ?? error };
};

const usePages = (id: string, moment: Moment, enabled: boolean) => {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    ...matrixPagesQuery(id, moment),
    enabled,
  });
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const matrix = useMemo(() => {
    const first = enabled ? data?.pages[0] : undefined;
    if (!first) return undefined;
    const sessions = first.sessions.map(numberedHere);
    return { ...first, sessions, commitments: data!.pages.flatMap(({ commitments }) => commitments) };
  }, [data, enabled]);
  return { matrix, isWhole: matrix !== undefined && !hasNextPage, error };
};
