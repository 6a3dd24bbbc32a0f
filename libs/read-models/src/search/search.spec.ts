import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cipherOf, type Metadata, type Viewer } from '@jwg/domain';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import { foldedRows } from '../rows/folded-rows.js';
import type { Rows } from '../rows/open-rows.js';
import { projectionFollower } from '../rows/projection-follower.js';
import { openRows } from '../rows/open-rows.js';
import { commitments } from '../commitments/projection.js';
import { forums } from '../forums/projection.js';
import { sessions } from '../sessions/projection.js';
import { anyFact, ids } from '../testing/any-data.js';
import { History } from '../testing/history.js';
import { spokenWords, type SpokenRow } from './projection.js';
import { search, type SearchAsked } from './search.js';

const needed = [forums, sessions, commitments, spokenWords];
const internal = (side: string): Partial<Metadata> => ({
  visibility: 'sideInternal',
  actor: { id: 'secretariat', role: 'secretariat', side },
});
const said = (words: string | Record<string, string>) => ({
  text: typeof words === 'string' ? { en: words } : words,
});

/** Everything that the sentences below ask for. */
const history = new History()
  .forum()
  .session('st.1', (s) =>
    s
      .append('st.1', 'MatterNoted', said('The Gwadar Eastbay Expressway, in Zürich’s words'))
      .append('st.1', 'MatterNoted', said({ zh: '双方同意加强中巴科技合作，支持联合中心', en: 'Cooperation' }))
      .append('st.1', 'MatterNoted', said({ ur: 'پاکستان کی وِزارتِ سائنس' }))
      .append('st.1', 'MatterNoted', said('An error that was annulled')),
  )
  .append('st.0.c1', 'CommitmentRegistered', { title: { en: 'Expressway at the port' } })
  .append('st.0.c1', 'ProgressReported', { side: 'PK', narrative: 'The expressway is half done', evidence: [] })
  .append(
    'st.0.c1',
    'ProgressReported',
    { side: 'CN', narrative: 'A secret expressway', evidence: [] },
    internal('CN'),
  );
const mistaken = history.events.findLast(({ type }) => type === 'MatterNoted')!;
history.append('st.1', 'RecordAnnulled', {
  eventId: mistaken.id,
  statementId: 'st.1.s4',
  reason: 'Nobody spoke like that',
  commitments: [],
});
const end = history.events.length - 1;

const hitsOf = async (rows: Rows, asked: SearchAsked, position = end, viewer: Viewer = {}) =>
  (await search({ reader: rows.at(position, viewer), position }, asked)).hits;

describe.each(await databases())('A search in $name', ({ fresh }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await openRows(await fresh());
    for (const it of needed) await projectionFollower(rows, it).handle(history.events, undefined);
  });
  afterAll(() => rows.close());
  const find = async (q: string, more: Partial<SearchAsked> = {}, position?: number, viewer?: Viewer) =>
    (await hitsOf(rows, { q, ...more }, position, viewer)).map(({ id, type }) => `${id} ${type}`);

  it('finds a word by its beginning, in titles first, and by all words in any order', async () => {
    expect(await find('EXPRESS')).toEqual([
      'st.0.c1 CommitmentRegistered',
      'st.0.c1 ProgressReported',
      'st.1.s1 MatterNoted',
    ]);
    expect(await find('eastbay gwadar')).toEqual(['st.1.s1 MatterNoted']);
    expect(await find('eastbay karachi')).toEqual([]);
    expect(await find('pressway')).toEqual([]);
  });

  it('finds any part of a text without spaces, and not its characters apart', async () => {
    expect(await find('科技合作')).toEqual(['st.1.s2 MatterNoted']);
    expect(await find('巴')).toEqual(['st.1.s2 MatterNoted']);
    expect(await find('合作科技')).toEqual([]);
    expect(await find('科技 cooperation')).toEqual(['st.1.s2 MatterNoted']);
  });

  it('takes letters for the same that keyboards and scripts write differently', async () => {
    expect(await find('zurich')).toEqual(['st.1.s1 MatterNoted']);
    expect(await find('ＧＷＡＤＡＲ')).toEqual(['st.1.s1 MatterNoted']);
    expect(await find('وزارت')).toEqual(['st.1.s3 MatterNoted']);
    expect(await find('پاكستان كي')).toEqual(['st.1.s3 MatterNoted']);
  });

  it('finds institutions and ids, and of one forum if that is asked', async () => {
    expect(await find('pk-most')).toContain('pk-most InstitutionRegistered');
    expect(await find('st.0.c1')).toContain('st.0.c1 CommitmentRegistered');
    expect(await find('expressway', { forum: 'jcc' })).toEqual([]);
    expect(await find('gwadar', { forum: 'st' })).toEqual(['st.1.s1 MatterNoted']);
  });

  it('shows what is internal to a side to that side alone', async () => {
    const secret = ['st.0.c1 ProgressReported'];
    expect(await find('secret')).toEqual([]);
    expect(await find('secret', {}, end, { side: 'PK' })).toEqual([]);
    expect(await find('secret', {}, end, { side: 'CN' })).toEqual(secret);
    expect(await find('secret', {}, end, { wholeLedger: true })).toEqual(secret);
  });

  it('holds from the position where it was said until the one where it was annulled', async () => {
    expect(await find('annulled', {}, mistaken.position - 1)).toEqual([]);
    expect(await find('annulled', {}, mistaken.position)).toEqual(['st.1.s4 MatterNoted']);
    expect(await find('annulled')).toEqual([]);
  });

  it('marks the words in the text as it was written', async () => {
    const [hit] = await hitsOf(rows, { q: 'zurich gwadar' });
    const { text, marks } = hit!.snippets[0]!;
    expect(marks.map(({ from, to }) => text.slice(from, to))).toEqual(['Gwadar', 'Zürich']);
  });

  it('goes through its pages without a gap or a repetition', async () => {
    const all = await find('st');
    const paged: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 50; pages += 1) {
      const page = await search({ reader: rows.at(end), position: end }, { q: 'st', limit: 2, after });
      paged.push(...page.hits.map(({ id, type }) => `${id} ${type}`));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(all.length).toBeGreaterThan(5);
    expect(paged).toEqual(all);
  });

  it.each([
    '"',
    '*',
    'a"b',
    "x' OR '1",
    'NEAR(a b)',
    'a:*',
    '-a',
    '\u0001a',
    'a\\',
    '𝒜',
    'ﷺ',
    'a'.repeat(200),
    '\u202ea',
  ])('takes %j as words and nothing else', async (q) => {
    await expect(find(q)).resolves.toEqual(expect.any(Array));
  });
});

describe('The tokens of a row', () => {
  it('have an id where a person is named, and nothing of the cipher', () => {
    const [id, body] = ['aB3_-aB3_-aB3_-a', 'x'.repeat(40)];
    const texts = [{ field: 'reason', text: `In place of ${cipherOf(id, body)} of 中国` }];
    const row = { forum: 'st', type: 'CoChairDesignated', texts } as unknown as SpokenRow;
    expect(spokenWords.tokens!(row)).toEqual([':f:st', `:p:${id}`, 'in', 'place', 'of', '中', '国', '中国']);
  });
});

const [database] = await databases();
const anyStream = fc.constantFrom(...Object.entries(ids).flatMap(([kind, all]) => all.map((id) => `${kind}-${id}`)));
const anyVisibility = fc.constantFrom<Partial<Metadata>>({}, {}, internal('PK'), internal('CN'));
const anyHistory = fc
  .array(fc.tuple(anyStream, anyFact, anyVisibility), { minLength: 1, maxLength: 40 })
  .map((told) =>
    told.reduce(
      (all, [stream, { type, data }, more]) => all.appendTo(stream, type as never, data as never, more),
      new History(),
    ),
  );

describe('A search as of any position', () => {
  it('finds what a fold up to that position has, for each side, and nothing later', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.constantFrom('words', 'st.1', '联合', 'text a'),
        fc.nat(),
        async (made, q, at) => {
          const rows = await openRows(await database!.fresh());
          for (const it of needed) await projectionFollower(rows, it).handle(made.events, undefined);
          const position = at % made.events.length;
          for (const viewer of [{}, { side: 'PK' }, { side: 'CN' }, { wholeLedger: true as const }]) {
            const seen = made.events.filter((it) => it.position <= position && isSeen(it.metadata, viewer));
            const fold = await search({ reader: foldedRows(seen, needed), position }, { q, limit: 500 });
            const hits = await hitsOf(rows, { q, limit: 500 }, position, viewer);
            const byId = (all: typeof hits) => all.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
            expect(byId(hits)).toEqual(byId([...fold.hits]));
            found += hits.length;
          }
          await rows.close();
        },
      ),
      { numRuns: 40, seed: 11 },
    );
    expect(found).toBeGreaterThan(50);
  });
});

const isSeen = ({ visibility, actor }: Metadata, { side, wholeLedger }: Viewer): boolean =>
  visibility !== 'sideInternal' || wholeLedger === true || (side !== undefined && actor.side === side);
