import type { ForumRecord } from '../api/types.gen.js';
import type { Text } from './text.js';

type Forum = Pick<ForumRecord, 'sides' | 'institutions' | 'name' | 'id'>;

/** What ids stand for: the sides, institutions and forums that the record knows at this moment. */
export interface Names {
  /** The two sides in the forum's order. */
  readonly sides: readonly string[];
  side(id: string): Text;
  institution(id: string): { readonly name: Text; readonly side?: string };
  forum(id: string): Text;
}

/** @param first  the forum whose order of sides counts, and whose words come first */
export const namesOf = (first: string, forums: readonly Forum[]): Names => {
  const ordered = forums.toSorted((a, b) => Number(b.id === first) - Number(a.id === first));
  const sides = new Map<string, Text>();
  const institutions = new Map<string, { name: Text; side: string }>();
  for (const forum of ordered) {
    for (const { side, name } of forum.sides) if (!sides.has(side)) sides.set(side, name);
    for (const { id, name, side } of forum.institutions)
      if (!institutions.has(id)) institutions.set(id, { name, side });
  }
  return {
    sides: ordered[0]?.sides.map(({ side }) => side) ?? [],
    side: (id) => sides.get(id) ?? { en: id },
    institution: (id) => institutions.get(id) ?? { name: { en: id } },
    forum: (id) => forums.find((it) => it.id === id)?.name ?? { en: id },
  };
};
