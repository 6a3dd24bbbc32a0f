import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { searchQuery } from '../api/queries.js';
import { useMoment } from '../moment/use-moment.js';

/** So long after the last key what is typed is asked for. */
const PAUSE_MS = 200;

/**
 * What is found of the words that are typed, once they rest. One question is under way at a time: the next one waits for
 * its answer, and words that were typed over meanwhile are never asked for.
 */
export const useSought = (typed: string) => {
  const moment = useMoment();
  const wanted = typed.trim();
  const [asked, setAsked] = useState('');
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...searchQuery(asked, moment),
    enabled: asked !== '',
    retry: false, // the next key asks again
  });
  useEffect(() => {
    if (wanted === asked || isFetching) return;
    const timer = setTimeout(() => setAsked(wanted), wanted === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, asked, isFetching]);
  const isCurrent = wanted === asked && !isPlaceholderData && !isFetching;
  return { wanted, isCurrent, error: asked === '' ? null : error, page: asked === '' ? undefined : data };
};
