import type { FoundKind, SearchHit, Snippet } from '../api/types.gen.js';
import { lastPart, sessionIn } from '../words/ids.js';

/** What was found of one kind. */
export interface FoundGroup {
  readonly kind: FoundKind;
  readonly hits: readonly SearchHit[];
}

const order: readonly FoundKind[] = ['commitment', 'session', 'statement', 'forum', 'institution'];

/** By kind; within a kind in the order of the answer. */
export const groupsOf = (hits: readonly SearchHit[]): readonly FoundGroup[] =>
  order.map((kind) => ({ kind, hits: hits.filter((it) => it.kind === kind) })).filter((group) => group.hits.length > 0);

/** They say what a commitment is: its page begins with that. Other events have their own place on the page. */
const naming: ReadonlySet<string> = new Set(['CommitmentRegistered', 'CommitmentAdoptedWithChanges']);

/** Where it can be read, with its place on that page. */
export const placeOf = ({ kind, id, type, position }: SearchHit) => {
  switch (kind) {
    case 'forum':
      return { to: '/forums/$forum', params: { forum: id } } as const;
    case 'institution':
      return { to: '/institutions/$institution', params: { institution: id } } as const;
    case 'session':
      return { to: '/sessions/$session', params: { session: id } } as const;
    case 'statement':
      return { to: '/sessions/$session', params: { session: sessionIn(id) }, hash: lastPart(id) } as const;
    case 'commitment':
      return {
        to: '/commitments/$commitment',
        params: { commitment: id },
        hash: naming.has(type) ? undefined : `p${position}`,
      } as const;
  }
};

/** A text in pieces; those that were looked for are marked. */
export const piecesOf = ({
  text,
  marks,
}: Pick<Snippet, 'text' | 'marks'>): readonly { readonly text: string; readonly found: boolean }[] => {
  let end = 0;
  const pieces = marks.flatMap(({ from, to }) => {
    const before = { text: text.slice(end, from), found: false };
    end = to;
    return [before, { text: text.slice(from, to), found: true }];
  });
  return [...pieces, { text: text.slice(end), found: false }].filter((it) => it.text !== '');
};
