import { describe, expect, it } from '@jest/globals';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { matrix, type MatrixLine } from './matrix.js';

const asked = async (history: History, cells?: 'full' | 'sparse') =>
  (await matrix(history.asked(), 'st', { ...(cells && { cells }) }))!;
const lineOf = async (history: History, id = 'st.1.c1'): Promise<MatrixLine> =>
  (await asked(history, 'sparse')).commitments.find((line) => line.id === id)!;

const decided = (due?: object) =>
  new History()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) =>
      s.append('st.1', 'DecisionTaken', {
        undertakings: [undertaking('st.1.c1', { ...(due && { due }) }), undertaking('st.1.c2')],
      }),
    );
const meets = (id: string) => (history: History) => history.session(id);
const revises = (id: string, date: string) => (history: History) =>
  history.session(id, (s) =>
    s.append(id, 'CommitmentReviewed', {
      commitmentId: 'st.1.c1',
      outcome: 'dateRevised',
      due: { date },
      reason: 'Floods',
    }),
  );

describe('a sparse line of the matrix', () => {
  it('has a cell where something was said, with the statement, and none where nothing changed', async () => {
    const history = [meets('st.2'), meets('st.3')].reduce((all, add) => add(all), decided());
    history.session('st.4', (s) => s.append('st.4', 'MatterNoted', { refersTo: ['st.1.c1'] }));
    const { cells } = await lineOf(history);
    expect(cells.map(({ session, did, statements }) => [session, did, statements])).toEqual([
      ['st.1', ['introduced'], ['st.1.s1']],
      ['st.4', ['noted'], ['st.4.s1']],
    ]);
    expect((await asked(history)).commitments[0]!.cells.map(({ session }) => session)).toEqual([
      ...['st.1', 'st.2', 'st.3', 'st.4'],
    ]);
  });

  it('has a cell where the status, the adoption or the due date changed between two sessions', async () => {
    const history = decided().on('2021-01-01').append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    history.on('2021-02-01').session('st.2').session('st.3');
    history.on('2021-03-01').append('st.1.c1', 'DueDateSet', { due: { date: '2022-12' } });
    history.on('2021-04-01').session('st.4').session('st.5');
    history.on('2021-05-01').append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
    history
      .bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2'] })
      .on('2021-06-01')
      .session('st.6')
      .session('st.7');
    const { cells } = await lineOf(history);
    expect(cells.map(({ session, status, adoption, due }) => [session, status, adoption, due?.date])).toEqual([
      ['st.1', 'notStarted', 'provisional', undefined],
      ['st.2', 'inProgress', 'provisional', undefined],
      ['st.4', 'inProgress', 'provisional', '2022-12'],
      ['st.6', 'inProgress', 'adopted', '2022-12'],
    ]);
  });

  it('tells all that the full one tells, when each cell holds until the next', async () => {
    const history = revises('st.5', '2024')(meets('st.4')(revises('st.3', '2023')(meets('st.2')(decided()))));
    history.append('st.1.c2', 'WorkStarted', { cause: 'Ground broken' }).session('st.6').session('st.7');
    const { sessions, commitments } = await asked(history, 'sparse');
    const carried = commitments.map(({ cells }) =>
      sessions.map(({ id: session }, n) => {
        const cell = cells.findLast((it) => sessions.findIndex(({ id }) => id === it.session) <= n);
        const { statements: _, ...standing } = cell ?? { status: null };
        return cell?.session === session ? cell : { ...standing, session, did: [] };
      }),
    );
    expect(carried).toEqual((await asked(history)).commitments.map(({ cells }) => cells));
  });
});

describe('a line of the matrix', () => {
  it('shows a due date at the close of a session as it was known then, and how often it moved', async () => {
    const history = revises('st.3', '2024')(revises('st.2', '2023')(decided({ date: '2022' })));
    const { cells, due, dueMoves, firstDue } = await lineOf(history);
    expect(cells.map((cell) => cell.due?.date)).toEqual(['2022', '2023', '2024']);
    expect([due, dueMoves, firstDue]).toEqual([{ date: '2024' }, 2, { date: '2022' }]);
    expect((await lineOf(history, 'st.1.c2')).dueMoves).toBe(0);
  });

  it('shows a mistyped due date in the sessions before it was corrected, and counts no move for it', async () => {
    const history = decided().append('st.1.c1', 'DueDateSet', { due: { date: '2202' } });
    const { id: eventId } = history.events.at(-1)!;
    history.session('st.2').append('st.1.c1', 'EntryCorrected', {
      eventId,
      field: 'due',
      old: { date: '2202' },
      new: { date: '2022' },
      reason: 'Mistyped',
      changes: [{ field: 'due', from: { date: '2202' }, to: { date: '2022' } }],
    });
    const { cells, due, dueMoves } = await lineOf(history.session('st.3'));
    expect(cells.map((cell) => [cell.session, cell.due?.date])).toEqual([
      ['st.1', undefined],
      ['st.2', '2202'],
      ['st.3', '2022'],
    ]);
    expect([due, dueMoves]).toEqual([{ date: '2022' }, 0]);
  });

  it('counts a date that replaced one of which there is no record', async () => {
    const history = decided().append('st.1.c1', 'DueDateRevised', { to: { date: '2023' }, reason: 'Floods' });
    const { dueMoves, firstDue } = await lineOf(history);
    expect([dueMoves, firstDue]).toEqual([1, { date: '2023' }]);
  });

  it('tells what happened after the last session, in words and with its day', async () => {
    const history = decided().append('st.1.c1', 'WorkStarted', { cause: 'Between' }).on('2022-04-20').session('st.2');
    history.on('2023-10-25').append('st.1.c1', 'CommitmentBlocked', { cause: 'Floods' });
    history.on('2023-11').append('st.1.c1', 'DueDateSet', { due: { date: '2025' } });
    const position = history.at();
    expect((await lineOf(history)).since).toEqual([
      { did: 'blocked', on: '2023-10-25', position: position - 1 },
      { did: 'dateSet', on: '2023-11', position },
    ]);
    expect((await lineOf(history, 'st.1.c2')).since).toEqual([]);
  });

  it('tells nothing since a session that has not ended, because its cell tells how things are now', async () => {
    const history = decided().append('st.2', 'SessionScheduled', {}).append('st.2', 'SessionOpened', {});
    history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    const { since, cells } = await lineOf(history);
    expect([since, cells.at(-1)?.status]).toEqual([[], 'inProgress']);
  });

  it('counts sessions that carried it over, and those that were silent until it was finished', async () => {
    const history = decided().session('st.2', (s) =>
      s.append('st.2', 'CommitmentReviewed', {
        commitmentId: 'st.1.c1',
        outcome: 'carriedOver',
        toSession: 'st.3',
      }),
    );
    history.session('st.3').session('st.4');
    expect(await lineOf(history)).toMatchObject({ carriedOver: 1, silentSessions: 2, firstSession: 'st.1' });
    history.append('st.1.c1', 'CommitmentWithdrawn', { by: 'secretariats', reason: 'No need' });
    expect(await lineOf(history)).toMatchObject({ silentSessions: 0 });
  });

  it('has a title by language when it is not in English alone', async () => {
    const history = new History().forum().session('st.1', (s) =>
      s.append('st.1', 'DecisionTaken', {
        undertakings: [
          undertaking('st.1.c1'),
          undertaking('st.1.c2', { title: { zh: '港口' } }),
          undertaking('st.1.c3', { title: { en: 'Port', zh: '港口' } }),
        ],
      }),
    );
    expect((await asked(history)).commitments.map(({ title, titles }) => [title, titles])).toEqual([
      ['The matter st.1.c1', undefined],
      ['港口', { zh: '港口' }],
      ['Port', { en: 'Port', zh: '港口' }],
    ]);
  });
});

describe('a session in the matrix', () => {
  it('shows each signature that counts, in the order of the sides, and when it closed', async () => {
    const history = decided()
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
      .on('2021-02-01');
    const sign = (side: string) =>
      history.append('st.1', 'MinutesSignedBySide', {
        side,
        signedOn: '2021-02-01',
        version: 1,
        digest: `sha256:${'1'.padStart(64, '0')}`,
      });
    sign('CN');
    const { sessions } = await asked(history);
    expect(sessions).toMatchObject([{ signed: false, signatures: [{ side: 'CN', on: '2021-02-01' }] }]);
    sign('PK');
    expect((await asked(history)).sessions[0]!.signatures.map(({ side }) => side)).toEqual(['PK', 'CN']);
    history.append('st.1', 'MinutesDrafted', { version: 2, statementIds: ['st.1.s1'] });
    expect((await asked(history)).sessions[0]!.signatures).toEqual([]);
  });

  it('is not known when everything that was said in it was annulled, and has no end while it lasts', async () => {
    const history = decided().append('st.2', 'SessionScheduled', {}).append('st.2', 'SessionOpened', {});
    history.append('st.2', 'MatterNoted', { refersTo: [] });
    const { id: eventId } = history.events.at(-1)!;
    const last = async () => (await asked(history)).sessions.at(-1)!;
    expect(await last()).toMatchObject({ phase: 'open', known: true });
    expect(await last()).not.toHaveProperty('closedAt');
    history.append('st.2', 'RecordAnnulled', {
      eventId,
      statementId: 'st.2.s1',
      reason: 'Never said',
      commitments: [],
    });
    expect((await last()).known).toBe(false);
  });
});
