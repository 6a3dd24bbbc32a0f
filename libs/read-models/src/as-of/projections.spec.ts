import { describe, expect, it } from '@jest/globals';
import { catalogue, type EventType } from '@jwg/domain';
import { project, touched, type AnyProjection } from '@jwg/event-sourcing';
import fc from 'fast-check';
import type { RowsAt } from '../rows/rows-at.js';
import { board } from '../responsibilities/board.js';
import { claims } from '../claims/claims.js';
import { facets } from '../commitments/facets.js';
import { commitmentList } from '../commitments/list.js';
import { matrix } from '../commitments/matrix.js';
import { commitmentRecord } from '../commitments/record.js';
import { silence } from '../commitments/silence.js';
import { forumReport } from '../figures/forum-report.js';
import { forumList } from '../forums/list.js';
import { institutionList } from '../forums/institutions.js';
import { wordList } from '../forums/words.js';
import { moments } from '../journal/moments.js';
import { timeline } from '../journal/timeline.js';
import { overview } from '../overview/overview.js';
import { projections } from './projections.js';
import { inOrderOfOccurrence, onSignedRecord } from './refold.js';
import { dividing, listsOf, type Entry } from '../rows/apart.js';
import { foldedRows } from '../rows/folded-rows.js';
import { sessionList, sessionPage } from '../sessions/list.js';
import { sessionRecord } from '../sessions/record.js';
import { anyFact, ids } from '../testing/any-data.js';
import { History } from '../testing/history.js';

const anyStream = fc.constantFrom(
  ...Object.entries(ids).flatMap(([category, all]) => all.map((id) => `${category}-${id}`)),
);
const day = fc.constantFrom('2020-11-06', '2022-04-20', '2021-01-01');
const anyHistory = fc
  .array(fc.tuple(anyStream, anyFact, day), { minLength: 1, maxLength: 60 })
  .map((told) =>
    told.reduce(
      (history, [stream, { type, data }, on]) =>
        history.on(on, '2020-01-01').appendTo(stream, type as EventType, data as never),
      new History(),
    ),
  );

const askEverything = async (asked: RowsAt) => [
  await forumList(asked),
  await institutionList(asked),
  await sessionPage(asked),
  await overview(asked),
  await wordList(asked, { forum: ids.forum[0] }),
  await commitmentList(asked),
  await commitmentList(asked, { institution: 'pk-most', flag: ['overdue'] }),
  await silence(asked, { months: 1, includeUnsigned: true }),
  await board(asked, 'pk-most'),
  ...(await Promise.all(
    ids.forum.flatMap((id) => [
      matrix(asked, id, { cells: 'sparse', sort: 'change', limit: 1 }),
      facets(asked, id),
      forumReport(asked, id),
      matrix(asked, id),
      sessionList(asked, id),
      timeline(asked, id, { on: 'happened' }),
      moments(asked, id),
    ]),
  )),
  ...(await Promise.all(ids.session.flatMap((id) => [sessionRecord(asked, id), timeline(asked, id)]))),
  ...(await Promise.all(
    ids.commitment.flatMap((id) => [commitmentRecord(asked, id), timeline(asked, id), claims(asked, id)]),
  )),
];

/** List by list, as a row has them. */
const inLists = (projection: AnyProjection, entries: readonly unknown[]) =>
  listsOf(projection).flatMap((list) =>
    (entries as Entry[]).filter(({ part }) => part.startsWith(`${list}/`)).map(({ value }) => value),
  );

describe('the projections', () => {
  it('survive any event in any stream and answer every question afterwards', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        history.events.forEach(({ type }) => seen.add(type));
        const { reader, store } = history.asked();
        expect((await askEverything({ reader, store, position: 0, on: '2022-05-01' })).length).toBeGreaterThan(0);
        const refolded = onSignedRecord(inOrderOfOccurrence(history.events, '2021-12-31T23:59:59.999Z'));
        await askEverything({ reader: foldedRows(refolded, projections), store, position: 0, on: '2021-12-31' });
      }),
      { numRuns: 300, seed: 7 },
    );
    expect([...Object.keys(catalogue), 'SomethingNew'].filter((type) => !seen.has(type))).toEqual([]);
  });

  it('make rows that survive JSON, and never change a row that they were given', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const projection of projections) {
          const rows = new Map<string, object>();
          for (const event of history.events)
            for (const key of touched(projection, event)) {
              const before = rows.get(key);
              const kept = JSON.stringify(before);
              const row = project(projection, before, event, key);
              expect(JSON.stringify(before)).toBe(kept);
              if (row === undefined) continue;
              expect(JSON.parse(JSON.stringify(row))).toEqual(row);
              for (const column of Object.values(projection.columns))
                expect(['string', 'number', 'object']).toContain(typeof (column as (it: object) => unknown)(row));
              rows.set(key, row);
            }
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('never look into a list that grows: with it emptied before each event, the same comes of it', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const projection of projections) {
          const divide = dividing(projection);
          const rows = new Map<string, { whole?: object; rest?: object; entries: unknown[] }>();
          for (const event of history.events)
            for (const key of touched(projection, event)) {
              const { whole, rest, entries } = rows.get(key) ?? { entries: [] };
              const now = project(projection, rest, event, key);
              const divided = now === rest ? { rest, entries: [] } : divide(now, event.position);
              rows.set(key, {
                whole: project(projection, whole, event, key),
                rest: divided.rest,
                entries: [...entries, ...divided.entries],
              });
            }
          for (const { whole, rest, entries } of rows.values()) {
            expect(divide(whole, 0).pieces).toEqual(divide(rest, 0).pieces);
            expect(divide(whole, 0).entries.map(({ value }) => value)).toEqual(inLists(projection, entries));
          }
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('enter every event of the ledger in the journal of its own subject', () => {
    const named = projections.find(({ name }) => name === 'journal')!;
    expect(Object.keys(named.on).sort()).toEqual(Object.keys(catalogue).sort());
  });

  it('each have a name of their own', () => {
    expect(new Set(projections.map(({ name }) => name)).size).toBe(projections.length);
  });
});
