import type { ForumOverview } from '../api/types.gen.js';

/** Each committee, and under it the groups that report to it; a group whose committee is not known stands alone. */
export const inFamilies = <T extends Pick<ForumOverview, 'id' | 'parent'>>(
  forums: readonly T[],
): readonly { readonly forum: T; readonly under: boolean }[] => {
  const known = new Set(forums.map(({ id }) => id));
  const heads = forums.filter(({ parent }) => parent === undefined || !known.has(parent));
  const family = (forum: T): { forum: T; under: boolean }[] =>
    forums.filter(({ parent }) => parent === forum.id).flatMap((it) => [{ forum: it, under: true }, ...family(it)]);
  return heads.flatMap((forum) => [{ forum, under: false }, ...family(forum)]);
};
