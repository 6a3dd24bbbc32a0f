import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { focalPoint } from '@jwg/domain/samples';
import { databases } from '../../../../test/postgres.js';
import { rowsAt, type Question } from './as-of.js';
import { BadAsOf } from './bad-as-of.js';
import { facets } from '../commitments/facets.js';
import { commitmentList } from '../commitments/list.js';
import { matrix } from '../commitments/matrix.js';
import { commitmentRecord } from '../commitments/record.js';
import { moments } from '../journal/moments.js';
import { timeline } from '../journal/timeline.js';
import { overview } from '../overview/overview.js';
import { board } from '../responsibilities/board.js';
import type { Rows } from '../rows/open-rows.js';
import { sessionPage } from '../sessions/list.js';
import { sessionRecord } from '../sessions/record.js';
import { followedRows } from '../testing/followed-rows.js';
import { undertaking, undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';

/*
 * Two sessions that were recorded at once and partly signed later; work that began in 2021 and was reported in 2023.
 */
const history = new History()
  .on('2020-10-01')
  .forum()
  .on('2020-11-06')
  .session('st.1', (s) =>
    s
      .append('st.1', 'DecisionTaken', {
        undertakings: [undertaking('st.1.c1', { due: { date: '2021' } }), undertaking('st.1.c2')],
      })
      .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c3') }),
  )
  .on('2021-02-01')
  .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1', 'st.1.s2'] })
  .append('st.1', 'MinutesDrafted', { version: 2, statementIds: ['st.1.s1'] })
  .bothSign('st.1', {
    version: 2,
    adopts: ['st.1.c1', 'st.1.c2'],
    omits: [{ commitmentId: 'st.1.c3', statementId: 'st.1.s2' }],
  })
  .on('2022-04-20')
  .session('st.2', (s) =>
    s
      .append('st.2', 'CommitmentReviewed', {
        commitmentId: 'st.1.c1',
        outcome: 'dateRevised',
        due: { date: '2023' },
        reason: 'Floods',
      })
      .append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c1') })
      .append('st.2', 'MatterNoted', { refersTo: ['st.1.c2'] }),
  );
const beforeWork = history.at();
history.on('2021-05-05', '2023-03-01');
history.append('st.1.c2', 'WorkStarted', { cause: 'Ground broken' });
history.on('2024', '2023-03-01').append('st.1.c2', 'CommitmentBlocked', { cause: 'Some time in 2024' });
history.append('st.3', 'SessionScheduled', {}).append('st.3', 'SessionOpened', { openedOn: '2023-03-02' });
const last = history.at();

const now = '2024-06-01T12:00:00.000Z';
describe.each(await databases())('in $name', ({ fresh }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await followedRows(history.events, await fresh());
  });
  afterAll(() => rows.close());

  const ask = (question: Partial<Question>) => rowsAt(rows, history.store, { now, ...question });
  const grid = async (question: Partial<Question>) => {
    const asked = await ask(question);
    const { commitments } = (await matrix(asked, 'st'))!;
    return Object.fromEntries(
      commitments.map(({ id, status, cells }) => [
        id,
        [status, ...cells.map((cell) => `${cell.session} ${cell.did.join()} ${cell.status}`)],
      ]),
    );
  };
  const refusal = async (question: Partial<Question>) => {
    const error = await ask(question).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(BadAsOf);
    const { field, rule, wayOut } = error as BadAsOf;
    expect(wayOut).toMatch(/\w/);
    return [field, rule];
  };

  describe('a question as of', () => {
    it('no moment knows everything, seen from today', async () => {
      expect(await ask({})).toMatchObject({ position: last, on: '2024-06-01' });
    });

    it('a position knows what was recorded up to it, seen from the day on which that was recorded', async () => {
      expect(await ask({ asOf: String(beforeWork) })).toMatchObject({ position: beforeWork, on: '2022-04-20' });
      expect(await ask({ asOf: '0' })).toMatchObject({ position: 0, on: '2020-10-01' });
    });

    it('any position gives the same answers as a fold of the log up to it', async () => {
      for (let position = 0; position <= last; position += 1) {
        const stored = await ask({ asOf: String(position) });
        const folded = history.asked(stored.on, history.events.slice(0, position + 1));
        expect(await matrix(stored, 'st')).toEqual(await matrix(folded, 'st'));
        const sparse = { cells: 'sparse', sort: 'change', flag: ['undated'], limit: 2 } as const;
        expect(await matrix(stored, 'st', sparse)).toEqual(await matrix(folded, 'st', sparse));
        expect(await facets(stored, 'st', { side: 'PK' })).toEqual(await facets(folded, 'st', { side: 'PK' }));
        expect(await moments(stored, 'st')).toEqual(await moments(folded, 'st'));
        const happened = { on: 'happened', order: 'newest', types: ['WorkStarted', 'MatterNoted'] } as const;
        expect(await timeline(stored, 'st.1.c2', happened)).toEqual(await timeline(folded, 'st.1.c2', happened));
        expect(await overview(stored)).toEqual(await overview(folded));
        expect(await sessionPage(stored)).toEqual(await sessionPage(folded));
        expect(await commitmentRecord(stored, 'st.1.c1')).toEqual(await commitmentRecord(folded, 'st.1.c1'));
        expect(await sessionRecord(stored, 'st.1')).toEqual(await sessionRecord(folded, 'st.1'));
        expect(await board(stored, 'pk-most')).toEqual(await board(folded, 'pk-most'));
        expect(await timeline(stored, 'st.1.c2')).toEqual(await timeline(folded, 'st.1.c2'));
      }
    });

    it('a session knows the session with its effects, and nothing that came later', async () => {
      expect(await ask({ asOf: 'st.2' })).toMatchObject({ position: beforeWork, on: '2022-04-20' });
      expect(await grid({ asOf: 'st.1' })).toEqual({
        'st.1.c1': ['notStarted', 'st.1 introduced notStarted'],
        'st.1.c2': ['notStarted', 'st.1 introduced notStarted'],
        'st.1.c3': ['notStarted', 'st.1 introduced notStarted'],
      });
    });

    it('a day or an instant knows what was recorded until then', async () => {
      const signing = history.events.findIndex(({ type }) => type === 'MinutesDrafted');
      expect(await ask({ asOf: '2021-01-31' })).toMatchObject({ position: signing - 1, on: '2021-01-31' });
      const { recordedAt } = history.events[signing]!;
      expect(await ask({ asOf: recordedAt })).toMatchObject({ position: signing, on: '2021-02-01' });
      const before = new Date(Date.parse(recordedAt) - 1).toISOString();
      expect(await ask({ asOf: before })).toMatchObject({ position: signing - 1 });
      expect(await ask({ asOf: '2021-02-01T05:01:00+05:00' })).toMatchObject({ position: signing });
    });

    it('a time at which many events were recorded knows all of them', async () => {
      const events = history.events.map((event) => ({ ...event, recordedAt: '2023-01-01T00:00:00.000Z' }));
      const own = await followedRows(events, await fresh());
      expect(await rowsAt(own, history.store, { now, asOf: '2023-01-01' })).toMatchObject({ position: last });
      await own.close();
    });

    it('a time before the first record knows nothing', async () => {
      const asked = await ask({ asOf: '1999-12-31' });
      expect(asked).toMatchObject({ position: -1, on: '1999-12-31' });
      expect(await matrix(asked, 'st')).toBeUndefined();
      expect(await commitmentList(asked)).toEqual({ position: -1, items: [], total: 0 });
    });

    it('a day computes the flags for that day', async () => {
      const overdue = async (asOf: string) =>
        (await commitmentList(await ask({ asOf }), { flag: ['overdue'] })).items.map(({ id }) => id);
      expect(await overdue('2021-12-31')).toEqual([]);
      expect(await overdue('2022-01-01')).toEqual(['st.1.c1']);
      expect(await overdue('2022-04-20')).toEqual([]);
    });

    it.each([
      ['-1', 'The ledger has the positions 0 to'],
      [String(last + 1), 'The ledger has the positions 0 to'],
      ['99999999999999999999', 'The ledger has the positions 0 to'],
      ['st.9', 'There is no session st.9.'],
      ['st.3', 'Session st.3 has not closed; it is open.'],
      ['2023-02-29', '2023-02-29 is neither'],
      ['2023-02-29T00:00:00Z', '2023-02-29T00:00:00Z is neither'],
      ['2023-02', '2023-02 is neither'],
      ['2023-01-01T25:00:00Z', '2023-01-01T25:00:00Z is neither'],
      ['yesterday', 'yesterday is neither'],
      ['', ' is neither'],
    ])('%j is refused, with the way out', async (asOf, rule) => {
      expect(await refusal({ asOf })).toEqual(['asOf', expect.stringContaining(rule)]);
    });

    it('a position by occurrence is refused', async () => {
      expect(await refusal({ asOf: '3', asOfBasis: 'occurred' })).toEqual(['asOfBasis', expect.any(String)]);
    });

    it('any moment but now is refused by an empty ledger', async () => {
      const empty = await followedRows([], await fresh());
      const asked = rowsAt(empty, new History().store, { now, asOf: '0' });
      await expect(asked).rejects.toThrow(
        new BadAsOf('asOf', 'The ledger is empty.', 'Ask for one of these, or leave asOf out for now.'),
      );
      expect(await rowsAt(empty, new History().store, { now })).toMatchObject({ position: -1, on: '2024-06-01' });
      await empty.close();
    });
  });

  describe('a question by occurrence', () => {
    const asOfBasis = 'occurred';

    it('counts what had happened by then, however late it was recorded', async () => {
      const question = { asOf: '2021-06-01', forum: 'st' };
      expect((await grid(question))['st.1.c2']).toEqual(['notStarted', 'st.1 introduced notStarted']);
      expect((await grid({ ...question, asOfBasis }))['st.1.c2']).toEqual(['inProgress', 'st.1 introduced notStarted']);
      expect((await grid({ asOf: '2021-05-04', asOfBasis, forum: 'st' }))['st.1.c2']![0]).toBe('notStarted');
    });

    it('shows for each session what had happened when it closed', async () => {
      expect((await grid({ asOfBasis, asOf: 'st.2' }))['st.1.c2']).toEqual([
        'inProgress',
        'st.1 introduced notStarted',
        'st.2 noted inProgress',
      ]);
      expect((await grid({ asOf: 'st.2' }))['st.1.c2']![2]).toBe('st.2 noted notStarted');
    });

    it('counts an event dated by its year from the end of that year', async () => {
      const status = async (asOf: string) => (await grid({ asOf, asOfBasis, forum: 'st' }))['st.1.c2']![0];
      expect([await status('2024-12-30'), await status('2024-12-31')]).toEqual(['inProgress', 'onHold']);
    });

    it('counts what another forum’s session said of the forum’s commitments', async () => {
      const heard = new History()
        .forum()
        .forum('jcc')
        .on('2020-11-06')
        .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }))
        .on('2022-10-27')
        .session('jcc.11', (s) => s.append('jcc.11', 'ProgressAppreciated', { refersTo: ['st.1.c1'] }));
      const own = await followedRows(heard.events, await fresh());
      const asked = await rowsAt(own, heard.store, { now, asOfBasis, asOf: '2022-10-27', forum: 'st' });
      expect((await timeline(asked, 'st.1.c1')).entries.map(({ type }) => type)).toContain('ProgressAppreciated');
      expect((await commitmentRecord(asked, 'st.1.c1'))!.mentions.map(({ session }) => session)).toContain('jcc.11');
      await own.close();
    });

    it('counts what happened until today when no moment is given', async () => {
      const asked = await ask({ asOfBasis, forum: 'st' });
      expect(asked).toMatchObject({ position: last, on: '2024-06-01' });
      expect((await commitmentRecord(asked, 'st.1.c2'))!.status).toBe('inProgress');
    });

    it('cites positions of the log, in the order in which things happened', async () => {
      const { entries } = await timeline(await ask({ asOfBasis, asOf: '2022-12-31' }), 'st.1.c2');
      const types = entries.map(({ type }) => type);
      expect(types.slice(-2)).toEqual(['WorkStarted', 'MatterNoted']);
      expect(entries.map(({ position, type }) => history.events[position]!.type === type)).not.toContain(false);
      const { why, position } = (await commitmentRecord(await ask({ asOfBasis, asOf: 'st.2' }), 'st.1.c2'))!;
      expect(why.implementation.at(-1)).toMatchObject({ to: 'inProgress', position: history.at('WorkStarted') });
      expect(position).toBe(last);
    });

    it('knows a session or a commitment as soon as anything about it had happened, though it was entered later', async () => {
      const entered = new History().on('2026-01-01').forum();
      entered.append('st.2', 'SessionScheduled', {});
      entered.append('st.0.c1', 'CommitmentRegistered', {});
      entered.on('2022-04-20');
      entered.append('st.2', 'SessionOpened', {});
      entered.append('st.2', 'AchievementAcknowledged', { refersTo: ['st.0.c1'] });
      entered
        .append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c1') })
        .append('st.2', 'SessionConcluded', {})
        .carryIntoEffect();
      entered
        .on('2026-01-01')
        .append('st.2', 'MinutesDrafted', { statementIds: ['st.2.s1', 'st.2.s2'] })
        .on('2022-09-01')
        .bothSign('st.2', { adopts: ['st.2.c1'] });

      const own = await followedRows(entered.events, await fresh());
      const at = async (asOf: string) =>
        matrix(await rowsAt(own, entered.store, { now, asOf, asOfBasis, forum: 'st' }), 'st');
      expect(await at('2022-04-19')).toBeUndefined();
      const { sessions, commitments } = (await at('2022-12-31'))!;
      expect(sessions.map(({ id, signed }) => [id, signed])).toEqual([['st.2', true]]);
      expect(commitments.map(({ id, adoption, flags, cells }) => [id, adoption, flags, cells[0]!.did])).toEqual([
        ['st.0.c1', 'provisional', ['undated', 'unsigned'], ['acknowledged']],
        ['st.2.c1', 'adopted', ['undated'], ['introduced']],
      ]);
      const signed = await rowsAt(own, entered.store, { now, asOf: '2022-12-31', asOfBasis, signedOnly: true });
      expect((await commitmentList(signed)).items.map(({ id }) => id)).toEqual(['st.2.c1']);
      const record = (await sessionRecord(signed, 'st.2'))!;
      expect(record.minutes.signatures.map((it) => it.void)).toEqual([undefined, undefined]);
      await own.close();
    });
  });

  describe('a question that counts only signed records', () => {
    it('leaves out what was not signed, with the flags and dates that rest on it', async () => {
      expect(await grid({ signedOnly: true, forum: 'st' })).toEqual({
        'st.1.c1': ['notStarted', 'st.1 introduced notStarted', 'st.2  notStarted', 'st.3  notStarted'],
        'st.1.c2': ['notStarted', 'st.1 introduced notStarted', 'st.2  notStarted', 'st.3  notStarted'],
      });
      const asked = await ask({ signedOnly: true });
      expect(asked).toMatchObject({ position: last, on: '2024-06-01' });
      expect((await commitmentRecord(asked, 'st.1.c1'))!).toMatchObject({ due: { date: '2021' }, adoption: 'adopted' });
      expect((await sessionRecord(asked, 'st.1'))!.statements.map(({ id }) => id)).toEqual(['st.1.s1']);
    });

    it('knows a signature only from the moment it was recorded', async () => {
      expect(await grid({ signedOnly: true, asOf: 'st.1' })).toEqual({});
      expect(Object.keys(await grid({ signedOnly: true, asOf: '2021-02-01' }))).toEqual(['st.1.c1', 'st.1.c2']);
      expect(await grid({ signedOnly: true, asOfBasis: 'occurred', asOf: '2021-01-31' })).toEqual({});
    });

    it('counts what was taken from a signed text or an instrument', async () => {
      const signed = new History().on('2022-01-01').forum();
      signed
        .append('st.1', 'SessionScheduled', {})
        .append('st.1', 'SessionOpened', {})
        .append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1')] }, { authority: 'signedMinutes' });
      signed
        .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c2') })
        .append('st.1', 'SessionConcluded', {})
        .carryIntoEffect();
      signed.append('st.1.c1', 'WorkStarted', { cause: 'By contract' }, { authority: 'instrument' });
      signed.append('st.1.c1', 'CommitmentBlocked', { cause: 'Rumour' }, { authority: 'press' });
      const own = await followedRows(signed.events, await fresh());
      const { items } = await commitmentList(await rowsAt(own, signed.store, { now, signedOnly: true }));
      expect(items.map(({ id, status }) => [id, status])).toEqual([['st.1.c1', 'inProgress']]);
      await own.close();
    });

    it('does not take the word of a party for what both sides signed', async () => {
      const claimed = new History().on('2022-01-01').forum();
      const claim = { authority: 'signedMinutes', actor: focalPoint('pk-most') } as const;
      claimed.session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
      claimed.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] }).bothSign('st.1', { adopts: ['st.1.c1'] });
      claimed.append(
        'st.1.c1',
        'ProgressReported',
        { side: 'PK', narrative: 'Claimed', percent: 95, evidence: [] },
        claim,
      );
      const own = await followedRows(claimed.events, await fresh());
      const { items } = await commitmentList(await rowsAt(own, claimed.store, { now, signedOnly: true }));
      expect(items.map(({ id, status }) => [id, status])).toEqual([['st.1.c1', 'notStarted']]);
      await own.close();
    });

    it('shows a commitment that a later signed session adopted, as it was registered', async () => {
      const later = new History()
        .on('2022-01-01')
        .forum()
        .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
      later.session('st.2', (s) =>
        s.append('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'carriedOver', toSession: 'st.3' }),
      );
      later.append('st.2', 'MinutesDrafted', { statementIds: ['st.2.s1'] }).bothSign('st.2', { adopts: ['st.1.c1'] });
      const own = await followedRows(later.events, await fresh());
      const { items } = await commitmentList(await rowsAt(own, later.store, { now, signedOnly: true }));
      expect(items.map(({ id, adoption, flags }) => [id, adoption, flags])).toEqual([
        ['st.1.c1', 'adopted', ['carriedOver(1)', 'undated']],
      ]);
      await own.close();
    });
  });
});
