import { describe, expect, it } from '@jest/globals';
import { sees, type EventType, type Metadata, type Viewer } from '@jwg/domain';
import fc from 'fast-check';
import { databases } from '../../../test/postgres.js';
import { rowsAt, type Question } from './as-of/as-of.js';
import { BadAsOf } from './as-of/bad-as-of.js';
import { commitmentList } from './commitments/list.js';
import { matrix, matrixSince } from './commitments/matrix.js';
import { commitmentRecord } from './commitments/record.js';
import { silence } from './commitments/silence.js';
import { forumList } from './forums/list.js';
import { timeline } from './journal/timeline.js';
import { board } from './responsibilities/board.js';
import type { Rows } from './rows/open-rows.js';
import { sessionList } from './sessions/list.js';
import { sessionRecord } from './sessions/record.js';
import { anyFact, ids } from './testing/any-data.js';
import { followedRows } from './testing/followed-rows.js';
import { undertakings } from './testing/frame.js';
import { History, storeOf } from './testing/history.js';
import { withChanges } from './testing/with-changes.js';

const now = '2024-06-01T12:00:00.000Z';
const viewers: readonly Viewer[] = [{ side: 'PK' }, { side: 'CN' }, {}, { wholeLedger: true }];

/** Every query, about everything that the ids of random histories name. */
const askEverything = async (rows: Rows, store: History['store'], question: Question) => {
  const asked = await rowsAt(rows, store, question);
  return [
    asked.on,
    await forumList(asked),
    await commitmentList(asked),
    await commitmentList(asked, { side: 'PK', flag: ['disputed'] }, { limit: 1 }),
    await commitmentList(asked, { institution: 'pk-most' }, { limit: 2 }),
    await silence(asked, { months: 1, includeUnsigned: true }),
    await silence(asked, { forum: 'st', sessions: 1, includeUnsigned: true }),
    await board(asked, 'pk-most'),
    ...(await Promise.all(ids.forum.flatMap((id) => [matrix(asked, id), sessionList(asked, id)]))),
    ...(await Promise.all(ids.session.map((id) => sessionRecord(asked, id)))),
    ...(await Promise.all(ids.commitment.map((id) => commitmentRecord(asked, id)))),
    ...(await Promise.all(
      [...ids.forum, ...ids.session, ...ids.commitment].flatMap((id) => [
        timeline(asked, id, { limit: 2 }),
        timeline(asked, id),
      ]),
    )),
  ];
};

/** What changed in the matrix since a position: with what was told then it is what is told now. */
const matrixChanges = async (rows: Rows, store: History['store'], viewer: Viewer, since: number) => {
  const at = await rowsAt(rows, store, { now, viewer });
  const then = { ...at, reader: rows.at(since, viewer), position: since };
  return Promise.all(
    (['number', 'change'] as const).map(async (sort) => {
      const page = { sort, cells: 'sparse', limit: 2 } as const;
      const [old, whole, changed] = await Promise.all([
        matrix(then, 'st', page),
        matrix(at, 'st', page),
        matrixSince(then, at, 'st', page),
      ]);
      expect(changed && withChanges(old, changed)).toEqual(whole);
      return { ...changed, position: undefined };
    }),
  );
};

/** The answer, or why there is none, without the one number that may reveal that something was recorded. */
const answers = async (...asking: Parameters<typeof askEverything>): Promise<unknown> => {
  try {
    const found = await askEverything(...asking);
    return found.map((answer) => (typeof answer === 'object' ? { ...answer, position: undefined } : answer));
  } catch (error) {
    if (error instanceof BadAsOf) return error.rule.replace(/\d+\.$/, 'P.');
    throw error;
  }
};

const anyStream = fc.constantFrom(
  ...Object.entries(ids).flatMap(([category, all]) => all.map((id) => `${category}-${id}`)),
);
const day = fc.constantFrom('2020-11-06', '2022-04-20', '2021-01-01');
const envelope = fc
  .tuple(
    fc.constantFrom<Metadata['visibility']>('public', 'joint', 'sideInternal', 'sideInternal'),
    fc.constantFrom('PK', 'CN', undefined),
    fc.boolean(),
  )
  .map(([visibility, side, onBehalf]): Partial<Metadata> => {
    const who = { role: 'secretariat', ...(side !== undefined && { side }) } as const;
    return {
      visibility,
      actor: onBehalf ? { id: 'x', role: 'recorder', side: 'CN', onBehalfOf: who } : { id: 'x', ...who },
    };
  });
const frame = (): History =>
  new History()
    .on('2020-11-06')
    .forum()
    .session('st.1', (s) =>
      s
        .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') })
        .append('st.1', 'MatterNoted', { refersTo: ['st.1.c1'] }),
    );
/** Here any event may be internal, more than the rules allow: rows must be right for whatever the ledger has. */
const anyHistory = fc
  .array(fc.tuple(anyStream, anyFact, day, envelope), { minLength: 1, maxLength: 40 })
  .map((told) =>
    told.reduce(
      (history, [stream, { type, data }, on, more]) =>
        history.on(on, '2020-01-01').appendTo(stream, type as EventType, data as never, more),
      frame(),
    ),
  );

const everyDatabase = await databases();

describe.each(everyDatabase)('an answer to a viewer in $name', ({ name, fresh }) => {
  it('is as if the events that the viewer may not see had never been recorded, whatever the question', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(), async (history, n) => {
        const rows = await followedRows(history.events, await fresh());
        for (const viewer of viewers) {
          const seen = history.events.filter((event) => sees(viewer, event));
          const without = await followedRows(seen, await fresh());
          const store = storeOf(seen);
          const { position } = seen[n % seen.length]!;
          for (const question of [
            {},
            { asOf: String(position) },
            { asOf: 'st.1' },
            { asOf: history.events[n % history.events.length]!.recordedAt },
            { asOf: '2021-06-01', asOfBasis: 'occurred' as const },
            { asOfBasis: 'occurred' as const, forum: 'st' },
            { signedOnly: true },
          ]) {
            const asked = { now, ...question };
            expect(await answers(rows, history.store, { ...asked, viewer })).toEqual(
              await answers(without, store, { ...asked, viewer: { wholeLedger: true } }),
            );
          }
          expect(await matrixChanges(rows, history.store, viewer, position)).toEqual(
            await matrixChanges(without, store, { wholeLedger: true }, position),
          );
          await without.close();
        }
        await rows.close();
      }),
      { numRuns: name === 'SQLite' ? 10 : 2 },
    );
  }, 120_000);
});

describe('a side’s own record', () => {
  const pk = { visibility: 'sideInternal', actor: { id: 'x', role: 'secretariat', side: 'PK' } } as const;
  const history = frame();
  history.append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Begun', percent: 10, evidence: [] });
  history.append('st.1.c1', 'ProgressAssessed', { by: 'PK', rating: 'onTrack' });
  history.append('st.1.c1', 'ProgressAssessed', { by: 'CN', rating: 'onTrack' });
  const begun = history.at();
  const photo = { reference: 'photo' };
  history.append('st.1.c1', 'ProgressReported', { side: 'PK', narrative: 'Slow', percent: 5, evidence: [photo] }, pk);
  history.append('st.1.c1', 'ProgressAssessed', { by: 'PK', rating: 'offTrack' }, pk);
  const first = history.at('ProgressReported');
  const last = history.at();

  const told = async (question: Partial<Question>) => {
    const rows = await followedRows(history.events, await everyDatabase[0]!.fresh());
    try {
      const asked = await rowsAt(rows, history.store, { now, ...question });
      const record = (await commitmentRecord(asked, 'st.1.c1'))!;
      const disputed = (await commitmentList(asked, { flag: ['disputed'] })).total;
      const { entries } = await timeline(asked, 'st.1.c1', { limit: 500 });
      const rating = record.assessments.find(({ by }) => by.side === 'PK')?.rating;
      return { percent: record.percent, rating, evidence: record.evidence.length, disputed, entries: entries.length };
    } finally {
      await rows.close();
    }
  };
  const theirs = { percent: 10, rating: 'onTrack', evidence: 0, disputed: 0, entries: 6 };
  const ours = { percent: 5, rating: 'offTrack', evidence: 1, disputed: 1, entries: 8 };

  it.each<[string, Viewer | undefined, object]>([
    ['its own side', { side: 'PK' }, ours],
    ['the other side', { side: 'CN' }, theirs],
    ['somebody without a side', {}, theirs],
    ['nobody in particular', undefined, theirs],
    ['the operator', { wholeLedger: true }, ours],
  ])('is shown to or hidden from %s', async (_, viewer, expected) => expect(await told({ viewer })).toEqual(expected));

  it('is not yet there for others at its own position', async () => {
    const at = (asOf: number, side: string) => told({ asOf: String(asOf), viewer: { side } });
    expect(await at(begun, 'PK')).toEqual(theirs);
    expect(await at(first, 'CN')).toEqual(theirs);
    expect(await at(last, 'CN')).toEqual(theirs);
    expect(await at(last, 'PK')).toEqual(ours);
  });

  it('is left out of answers by occurrence, too', async () => {
    const occurred = (viewer: Viewer) => told({ asOfBasis: 'occurred', viewer });
    expect(await occurred({ side: 'CN' })).toEqual(theirs);
    expect(await occurred({ side: 'PK' })).toEqual(ours);
  });
});
