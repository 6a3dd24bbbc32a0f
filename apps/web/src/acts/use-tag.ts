import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { getTagged } from '../api/fetch-json.js';

/** Keeps with a draft the ETag of what its writer sees when the form opens; where the line is lost, as soon as it is back. */
export const useTag = (path: string, isMissing: boolean, keep: (tag: { ifMatch: string }) => void): void => {
  const { data } = useQuery({
    queryKey: [path, 'tag'],
    queryFn: () => getTagged(path),
    enabled: isMissing,
    staleTime: 0,
    gcTime: 0,
  });
  const etag = isMissing ? data?.etag : undefined;
  useEffect(() => {
    if (etag !== undefined) keep({ ifMatch: etag });
  }, [etag, keep]);
};
