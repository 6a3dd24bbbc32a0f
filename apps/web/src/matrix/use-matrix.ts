import { useEffect, useMemo } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { forumQuery, matrixPagesQuery } from '../api/queries.js';
import type { Moment } from '../moment/moment.js';

/** A forum and its whole matrix at a moment. The first page is shown while the others are still on their way. */
export const useMatrix = (id: string, moment: Moment) => {
  const forum = useQuery(forumQuery(id, moment));
  const pages = useInfiniteQuery(matrixPagesQuery(id, moment));
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const matrix = useMemo(() => {
    const first = pages.data?.pages[0];
    return first && { ...first, commitments: pages.data!.pages.flatMap(({ commitments }) => commitments) };
  }, [pages.data]);
  return { forum: forum.data, matrix, error: forum.error ?? pages.error, isWhole: !hasNextPage };
};
