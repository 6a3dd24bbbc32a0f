import { describe, expect, it } from '@jest/globals';
import type {
  CommitmentDifference,
  KindOfChange,
  MatrixCell as Cell,
  MatrixLine,
  MatrixSession,
} from '../api/types.gen.js';
import { fittingRow, roomiest } from './density.js';
import { differencesOf, foldedBefore, rowsOfBoth } from './differences.js';
import { facet, filtered } from './filters.js';
import { moveBy } from './grid-keys.js';
import { placedAs } from './layout.js';
import { matrixParameters, matrixSearch } from './matrix-search.js';
import { movedBy } from './moved-by.js';
import { rowsOf } from './rows.js';
import { spotsOf, standingAt } from './runs.js';
import { widthsFor } from './widths.js';

const sessions = [1, 2, 3, 4, 5].map((n) => ({ id: `st.${n}` }));
const cell = (n: number, status: Cell['status'], more: Partial<Cell> = {}): Cell => ({
  session: `st.${n}`,
  did: [],
  status,
  adoption: 'provisional',
  ...more,
});
const line = (id: string, more: Partial<MatrixLine> = {}): MatrixLine =>
  ({
    id,
    title: id,
    kind: 'support',
    status: 'inProgress',
    flags: [],
    lead: [],
    support: [],
    cells: [],
    since: [],
    silentSessions: 0,
    ...more,
  }) as MatrixLine;
const ids = (lines: readonly MatrixLine[]) => lines.map(({ id }) => id);

describe('the line of a commitment', () => {
  it('goes on as the last cell told, hollow until both have signed', () => {
    const cells = [cell(2, 'notStarted', { did: ['introduced'] }), cell(4, 'inProgress', { adoption: 'adopted' })];
    expect(spotsOf(cells, sessions)).toEqual([
      { at: 'unknown' },
      { at: 'line', did: ['introduced'], status: 'notStarted', unsigned: true, begins: true },
      { at: 'line', did: [], status: 'notStarted', unsigned: true, begins: false },
      { at: 'line', did: [], status: 'inProgress', unsigned: false, begins: false },
      { at: 'line', did: [], status: 'inProgress', unsigned: false, begins: false },
    ]);
  });

  it('ends where it was closed, keeps what was said later, and begins anew where it is reopened', () => {
    const cells = [
      cell(1, 'completed', { adoption: 'adopted' }),
      cell(3, 'completed', { did: ['appreciated'], adoption: 'adopted' }),
      cell(4, 'inProgress', { did: ['reopened'], adoption: 'adopted' }),
    ];
    expect(
      spotsOf(cells, sessions).map((it) => [it.at, 'did' in it ? it.did : [], 'begins' in it && it.begins]),
    ).toEqual([
      ['line', [], true],
      ['ended', [], false],
      ['ended', ['appreciated'], false],
      ['line', ['reopened'], true],
      ['line', [], false],
    ]);
  });

  it('knows how it stood at a session and at the one before, between two cells too', () => {
    const cells = [cell(2, 'notStarted'), cell(4, 'inProgress')];
    expect(standingAt(cells, sessions, 'st.4')).toEqual({ now: cells[1], before: cells[0] });
    expect(standingAt(cells, sessions, 'st.3')).toEqual({ now: cells[0], before: cells[0] });
    expect(standingAt(cells, sessions, 'st.1')).toEqual({ now: undefined, before: undefined });
  });
});

describe('a due date', () => {
  it.each([
    ['2022', '2030', { by: 8, unit: 'years' }],
    ['2022-04', '2024', { by: 2, unit: 'years' }],
    ['2022-04', '2023-04', { by: 1, unit: 'years' }],
    ['2022-04', '2022-11', { by: 7, unit: 'months' }],
    ['2022-04-30', '2022-04-01', { by: -29, unit: 'days' }],
    ['2022', '2022-11', undefined],
    ['2022', undefined, undefined],
  ])('that moved from %s to %s moved as far as both are known', (from, to, moved) => {
    expect(movedBy({ date: from }, { date: to })).toEqual(moved);
  });
});

describe('the density', () => {
  it.each([
    [{ rows: 6, sessions: 2, height: 600 }, 'comfortable'],
    [{ rows: 6, sessions: 7, height: 600 }, 'compact'],
    [{ rows: 30, sessions: 12, height: 600 }, 'fit'],
    [{ rows: 300, sessions: 2, height: 600 }, 'compact'],
  ])('for %j is the roomiest that shows all rows', (room, density) => {
    expect(roomiest(room)).toBe(density);
  });

  it('makes rows as high as there is room, and never lower than can be read', () => {
    expect([30, 3, 300].map((rows) => fittingRow({ rows, height: 600 }))).toEqual([18, 28, 15]);
  });

  it('divides the whole width among the columns, and goes beyond it only when they would be too narrow', () => {
    const { first, each, now, whole } = widthsFor('compact', 12, 1392);
    expect([first, Math.round(each), now, whole]).toEqual([400, 57, 312, 1392]);
    expect(widthsFor('compact', 40, 1392).whole).toBeGreaterThan(1392);
  });
});

describe('the filters', () => {
  const sides = new Map([
    ['pk-gpa', 'PK'],
    ['cn-mot', 'CN'],
  ]);
  const lines = [
    line('st.1.c1', { lead: ['pk-gpa'], flags: ['overdue', 'silent(2)'], titles: { zh: '防波堤' } }),
    line('st.1.c2', { support: ['cn-mot'], status: 'completed', flags: ['overdue'] }),
    line('st.2.c1', { kind: 'instrument', title: 'Breakwaters, part 2' }),
  ];

  it.each([
    [{ institution: 'pk-gpa' }, ['st.1.c1']],
    [{ side: 'CN' }, ['st.1.c2']],
    [{ kind: ['support', 'instrument'] as const }, ['st.1.c1', 'st.1.c2', 'st.2.c1']],
    [{ status: ['completed'] as const }, ['st.1.c2']],
    [{ flag: ['overdue', 'silent'] as const }, ['st.1.c1']],
    [{ flag: ['overdue'] as const, status: ['inProgress'] as const }, ['st.1.c1']],
    [{ q: 'PART break' }, ['st.2.c1']],
    [{ q: '防波' }, ['st.1.c1']],
    [{}, ['st.1.c1', 'st.1.c2', 'st.2.c1']],
  ])('%j find %j', (search, found) => {
    expect(ids(filtered(lines, search, sides))).toEqual(found);
  });

  it('are counted each under the others', () => {
    const search = { status: ['completed'], flag: ['overdue'] } as const;
    expect([...facet(lines, search, sides, 'status')]).toEqual([
      ['inProgress', 1],
      ['completed', 1],
    ]);
    expect([...facet(lines, search, sides, 'flag')]).toEqual([['overdue', 1]]);
    expect([...facet(lines, search, sides, 'side')]).toEqual([['CN', 1]]);
  });
});

describe('the rows', () => {
  const lines = [
    line('st.1.c1', { due: { date: '2022' }, silentSessions: 1, cells: [cell(1, 'notStarted')] }),
    line('st.1.c2', { kind: 'instrument', cells: [cell(4, 'notStarted')] }),
    line('st.2.c1', {
      due: { date: '2022-04' },
      silentSessions: 3,
      since: [{ did: 'started', on: '2023', position: 7 }],
    }),
  ];
  const shown = (asked: Parameters<typeof rowsOf>[1]) =>
    rowsOf(lines, asked, sessions).map((row) => (row.is === 'line' ? row.line.id : `${row.value}: ${row.count}`));

  it.each([
    ['number', ['st.1.c1', 'st.1.c2', 'st.2.c1']],
    ['due', ['st.2.c1', 'st.1.c1', 'st.1.c2']],
    ['silence', ['st.2.c1', 'st.1.c1', 'st.1.c2']],
    ['change', ['st.2.c1', 'st.1.c2', 'st.1.c1']],
  ] as const)('sorted by %s are %j', (sort, expected) => {
    expect(shown({ sort })).toEqual(expected);
  });

  it('stand together in groups, in the order asked for', () => {
    expect(shown({ group: 'kind', sort: 'silence' })).toEqual([
      'support: 2',
      'st.2.c1',
      'st.1.c1',
      'instrument: 1',
      'st.1.c2',
    ]);
    expect(shown({ group: 'session' })).toEqual(['st.1: 2', 'st.1.c1', 'st.1.c2', 'st.2: 1', 'st.2.c1']);
  });
});

describe('the places of rows and columns', () => {
  it('stay while the reader drags; what is not known at that moment is veiled, and what is new has no place', () => {
    const held = {
      rows: [
        { is: 'head' as const, of: 'kind' as const, value: 'support', count: 2 },
        { is: 'line' as const, line: line('st.1.c1', { status: 'completed' }) },
        { is: 'line' as const, line: line('st.2.c1') },
      ],
      sessions: [],
      later: 2,
    };
    const before = line('st.1.c1');
    const placed = placedAs(held, [before, line('st.1.c9')]);
    expect(placed.rows).toEqual([held.rows[0], { is: 'line', line: before }, { is: 'veiled', id: 'st.2.c1' }]);
    expect(placed.later).toBe(2);
    expect(placedAs(placed, [line('st.2.c1')]).rows.map(({ is }) => is)).toEqual(['head', 'veiled', 'line']);
  });
});

describe('the keys of the grid', () => {
  const grid = { rows: 41, columns: 14, page: 20, rightToLeft: false };
  const from = { row: 5, column: 3 };
  it.each([
    ['ArrowRight', false, { row: 5, column: 4 }],
    ['ArrowLeft', false, { row: 5, column: 2 }],
    ['ArrowUp', false, { row: 4, column: 3 }],
    ['ArrowDown', false, { row: 6, column: 3 }],
    ['Home', false, { row: 5, column: 0 }],
    ['End', false, { row: 5, column: 13 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 40, column: 13 }],
    ['PageDown', false, { row: 25, column: 3 }],
    ['PageUp', false, { row: 1, column: 3 }],
    ['Enter', false, undefined],
  ])('%s (Ctrl: %s) leads to %j', (key, ctrlKey, to) => {
    expect(moveBy({ key, ctrlKey }, from, grid)).toEqual(to);
  });

  it('follow the direction of reading, and stop at the edges', () => {
    const move = (key: string, place: typeof from, rightToLeft: boolean) =>
      moveBy({ key, ctrlKey: false }, place, { ...grid, rightToLeft });
    expect(move('ArrowLeft', from, true)).toEqual({ row: 5, column: 4 });
    expect(move('ArrowRight', { row: 5, column: 0 }, true)).toEqual({ row: 5, column: 0 });
    expect(move('ArrowDown', { row: 40, column: 0 }, false)).toEqual({ row: 40, column: 0 });
  });
});

describe('the address of a matrix', () => {
  it('is read and written in the words of the API, and says what it does not understand', () => {
    const given = {
      status: 'inProgress,onHold',
      flag: ['overdue', 'loud'],
      density: 'huge',
      cell: '2.c1~2',
      sort: 'due',
    };
    const { read, unread } = matrixSearch(given);
    expect(read).toEqual({
      status: ['inProgress', 'onHold'],
      flag: ['overdue'],
      cell: '2.c1~2',
      sort: 'due',
    });
    expect(unread).toEqual(['flag', 'density']);
    expect(matrixSearch(matrixParameters(read))).toEqual({ read, unread: [] });
  });
});

describe('two moments of a matrix', () => {
  const head = (n: number) => ({ id: `st.${n}` }) as MatrixSession;
  const then = {
    sessions: [head(1), head(2)],
    commitments: [
      line('st.1.c1', {
        status: 'inProgress',
        due: { date: '2022' },
        adoption: 'provisional',
        cells: [cell(1, 'notStarted')],
      }),
      line('st.1.c2', { status: 'notStarted', cells: [cell(1, 'notStarted')] }),
      line('st.1.c3', { status: 'notStarted', cells: [cell(1, 'notStarted')] }),
    ],
  };
  const now = {
    sessions: [head(1), head(2), head(3)],
    commitments: [
      line('st.1.c1', {
        status: 'completed',
        due: { date: '2024' },
        adoption: 'adopted',
        cells: [cell(1, 'notStarted')],
      }),
      line('st.1.c2', { status: 'notStarted', cells: [cell(1, 'notStarted')] }),
      line('st.1.c3', {
        status: 'notStarted',
        cells: [cell(1, 'inProgress'), cell(3, 'inProgress', { did: ['noted'] })],
      }),
      line('st.3.c1', { status: 'notStarted', cells: [cell(3, 'notStarted')] }),
    ],
  };

  const told = (id: string, ...kinds: KindOfChange[]): CommitmentDifference => ({
    id,
    title: id,
    kinds,
    then: {},
    now: kinds.includes('moved') || kinds.includes('appeared') ? { status: 'completed' } : {},
    events: [],
  });
  const forward = [told('st.1.c1', 'moved', 'slipped'), told('st.1.c3', 'flagged'), told('st.3.c1', 'appeared')];

  it('differ as the ledger says, in the cells of each session, and in how they stand', () => {
    const found = [...differencesOf(then, now, forward)].map(([id, it]) => [id, [...it.sessions], it.stands]);
    expect(found).toEqual([
      ['st.1.c1', [], true],
      ['st.1.c3', ['st.1', 'st.2', 'st.3'], false],
      ['st.3.c1', ['st.3'], true],
    ]);
    expect(differencesOf(now, now, []).size).toBe(0);
    expect(differencesOf(now, now, [told('st.9.c9', 'moved')]).size).toBe(0); // read a moment later than the rows
  });

  it('have rows that are gone: annulled since, or not known yet at the second one', () => {
    const back = [told('st.1.c1', 'moved'), told('st.1.c3', 'flagged'), told('st.3.c1', 'gone')];
    const differences = differencesOf(now, then, back);
    expect([...differences].flatMap(([id, { gone }]) => (gone ? [id] : []))).toEqual(['st.3.c1']);
    expect(ids(rowsOfBoth(then, differences))).toEqual(['st.1.c1', 'st.1.c2', 'st.1.c3', 'st.3.c1']);
    // A session that only the first moment knows says nothing of those that both know.
    expect(differences.get('st.1.c1')?.sessions.size).toBe(0);
    expect([...differences.get('st.1.c3')!.sessions]).toEqual(['st.1', 'st.2']);
    expect(rowsOfBoth(then, differences).at(-1)).toMatchObject({ cells: [], flags: [], since: [] });
  });

  it('fold the sessions that are well before the earlier one', () => {
    const many = (count: number) => ({
      commitments: [],
      sessions: Array.from({ length: count }, (_, n) => head(n + 1)),
    });
    expect([foldedBefore(many(9), many(12)), foldedBefore(many(2), many(12))]).toEqual([4, 0]);
  });
});
