import { describe, expect, it } from '@jest/globals';
import { institutionList } from '../forums/institutions.js';
import { sessionPage } from '../sessions/list.js';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { overview } from './overview.js';

const history = new History()
  .forum('gw')
  .forum()
  .on('2020-11-06')
  .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }))
  .on('2021-02-01')
  .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
  .bothSign('st.1', { adopts: ['st.1.c1'] })
  .on('2022-04-20')
  .session('gw.1')
  .append('gw.2', 'SessionScheduled', { plannedOn: '2023-05-01' })
  .append('gw.3', 'SessionScheduled', {});
history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
history.append('st.1.c2', 'CommitmentWithdrawn', { by: 'secretariats', reason: 'No need' });

describe('the overview', () => {
  it('counts the commitments of each forum by status and flag', async () => {
    const { forums } = await overview(history.asked());
    expect(forums.map(({ id, sides, dormant, commitments }) => [id, sides, dormant, commitments])).toEqual([
      ['gw', ['PK', 'CN'], false, { all: 0, unfinished: 0, status: {}, flag: {} }],
      [
        'st',
        ['PK', 'CN'],
        false,
        {
          all: 2,
          unfinished: 1,
          status: { inProgress: 1, withdrawn: 1 },
          flag: { undated: 2, unsigned: 1 },
        },
      ],
    ]);
  });

  it('has the sessions of each forum with who signed and when', async () => {
    const { forums } = await overview(history.asked());
    const seals = forums.map(({ sessions }) => sessions.map((it) => [it.id, it.phase, it.signatures, it.signedOn]));
    const on = '2021-02-01';
    expect(seals).toEqual([
      [
        ['gw.1', 'concluded', [], undefined],
        ['gw.2', 'scheduled', [], undefined],
        ['gw.3', 'scheduled', [], undefined],
      ],
      [
        [
          'st.1',
          'concluded',
          [
            { side: 'PK', on },
            { side: 'CN', on },
          ],
          on,
        ],
      ],
    ]);
  });

  it('tells what was recorded last, of commitments with their title', async () => {
    const { lately } = await overview(history.asked());
    expect(lately).toHaveLength(20);
    expect(lately.slice(0, 3).map(({ subject, title, type, position }) => [subject, title, type, position])).toEqual([
      ['st.1.c2', 'The matter st.1.c2', 'CommitmentWithdrawn', history.at()],
      ['st.1.c1', 'The matter st.1.c1', 'WorkStarted', history.at() - 1],
      ['gw.3', undefined, 'SessionScheduled', history.at() - 2],
    ]);
    expect(JSON.stringify(lately)).not.toContain('Ground broken');
  });
});

describe('the sessions of all forums', () => {
  const ids = async (question: Parameters<typeof sessionPage>[1]) =>
    (await sessionPage(history.asked(), question)).items.map(({ id }) => id);

  it('come the latest first, those without a day before them, page after page', async () => {
    expect(await ids({})).toEqual(['gw.3', 'gw.2', 'gw.1', 'st.1']);
    const { items, ...rest } = await sessionPage(history.asked(), { limit: 2, after: 'gw.3' });
    expect([items.map(({ id }) => id), rest]).toEqual([
      ['gw.2', 'gw.1'],
      { position: history.at(), total: 4, next: 'gw.1' },
    ]);
    expect(await ids({ after: 'gw.1' })).toEqual(['st.1']);
  });

  it('are those of a forum and in a phase, also after one that no longer fits', async () => {
    expect(await ids({ forum: 'gw', phase: ['scheduled'] })).toEqual(['gw.3', 'gw.2']);
    expect(await ids({ phase: ['concluded'], after: 'gw.2' })).toEqual(['gw.1', 'st.1']);
  });
});

describe('the institutions of all forums', () => {
  it('come once each, with their names, former names and successors, page after page', async () => {
    const renamed = new History().forum('gw').forum();
    const [from, to] = [{ en: 'pk-hec' }, { en: 'HEC' }];
    renamed.append('st', 'InstitutionRenamed', { institution: 'pk-hec', from, to });
    renamed.append('st', 'InstitutionSucceeded', { institution: 'cn-cas', by: 'cn-most', reason: 'Merged' });
    const { items, total } = await institutionList(renamed.asked());
    expect(total).toBe(4);
    expect(items.map(({ id, side, forums }) => [id, side, forums])).toEqual([
      ['cn-cas', 'CN', ['gw', 'st']],
      ['cn-most', 'CN', ['gw', 'st']],
      ['pk-hec', 'PK', ['gw', 'st']],
      ['pk-most', 'PK', ['gw', 'st']],
    ]);
    expect([items[0]!.succeededBy, items[2]!.formerNames]).toEqual(['cn-most', [from]]);
    expect(await institutionList(renamed.asked(), { side: 'CN', limit: 1 })).toMatchObject({
      total: 2,
      next: 'cn-cas',
    });
    const after = await institutionList(renamed.asked(), { forum: 'st', side: 'CN', after: 'cn-cas' });
    expect(after.items.map(({ id }) => id)).toEqual(['cn-most']);
  });
});
