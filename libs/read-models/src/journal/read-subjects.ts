import type { ReadEvent } from '@jwg/domain';

// Under what the journal has reads: all of them, those of one forum, and those of the whole ledger. No forum is called so.
export const ALL_READS = 'reads:';
export const OF_THE_LEDGER = 'reads:*';
export const ofForum = (forum: string): string => `reads:${forum}`;

export const readSubjects = ({ data }: { readonly data: unknown }): string[] => {
  const { forum } = (data ?? {}) as Partial<ReadEvent['data']>;
  return [ALL_READS, forum === undefined ? OF_THE_LEDGER : ofForum(forum)];
};
