import { describe, expect, it } from '@jest/globals';
import type { SearchHit } from '../api/types.gen.js';
import { groupsOf, piecesOf, placeOf } from './found.js';

const hit = (kind: SearchHit['kind'], id: string, type: SearchHit['type'] = 'MatterNoted') =>
  ({ kind, id, type, position: 7 }) as SearchHit;

describe('What was found', () => {
  it('is grouped by kind, in the order of the answer', () => {
    const hits = [hit('statement', 'st.1.s2'), hit('commitment', 'st.1.c2'), hit('statement', 'st.1.s1')];
    expect(groupsOf(hits).map(({ kind, hits: some }) => [kind, some.map(({ id }) => id)])).toEqual([
      ['commitment', ['st.1.c2']],
      ['statement', ['st.1.s2', 'st.1.s1']],
    ]);
  });

  it('has its place on the page that tells of it', () => {
    expect(placeOf(hit('statement', 'st.1.s2'))).toMatchObject({ params: { session: 'st.1' }, hash: 's2' });
    expect(placeOf(hit('commitment', 'st.1.c2', 'ProgressReported'))).toMatchObject({ hash: 'p7' });
    expect(placeOf(hit('commitment', 'st.1.c2', 'CommitmentRegistered')).hash).toBeUndefined();
  });

  it('is marked in the text as it was written', () => {
    const text = 'The port at Gwadar';
    const marks = [
      { from: 4, to: 8 },
      { from: 12, to: 18 },
    ];
    expect(
      piecesOf({ text, marks })
        .map((it) => (it.found ? `[${it.text}]` : it.text))
        .join(''),
    ).toBe('The [port] at [Gwadar]');
    expect(piecesOf({ text, marks: [] })).toEqual([{ text, found: false }]);
  });
});
