import { useQuery } from '@tanstack/react-query';
import { forumQuery, forumsQuery } from '../api/queries.js';
import { useMoment } from './use-moment.js';
import { useForumId } from './use-moments.js';

/** What the ledger answers as of the moment of the address: the position that it means. */
export const useAnswered = (): { readonly position: number } | undefined => {
  const moment = useMoment();
  const forum = useForumId();
  const one = useQuery({ ...forumQuery(forum ?? '', moment), enabled: forum !== undefined });
  const all = useQuery({ ...forumsQuery(moment), enabled: forum === undefined });
  return forum === undefined ? all.data : one.data;
};
