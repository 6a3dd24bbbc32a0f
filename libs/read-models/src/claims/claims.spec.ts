import { describe, expect, it } from '@jest/globals';
import type { Metadata } from '@jwg/domain';
import { undertaking } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { claims } from './claims.js';

const id = 'st.1.c1';
const begun = () =>
  new History()
    .forum()
    .on('2020-01-10')
    .session('st.1', (s) =>
      s.append('st.1', 'DecisionTaken', { undertakings: [undertaking(id, { due: { date: '2021-04' } })] }),
    );
const by = (authority: Metadata['authority'], reference: string): Partial<Metadata> => ({
  authority,
  source: { kind: 'document', reference },
});
const factsOf = async (history: History) =>
  (await claims(history.asked(), id))!.facts.map(({ fact, rule, claims: all }) => [
    fact,
    rule,
    ...all.map(({ value, source, chosen }) => `${JSON.stringify(value)} ${source.reference}${chosen ? ' !' : ''}`),
  ]);

describe('The claims of a commitment', () => {
  it('are none while its sources agree, or one source changes its word', async () => {
    const history = begun();
    expect(await factsOf(history)).toEqual([]);
    history.append(id, 'DueDateRevised', { to: { date: '2022' }, reason: 'Floods' });
    expect(await factsOf(history)).toEqual([]);
    expect(await claims(history.asked(), 'st.9.c9')).toBeUndefined();
  });

  it('stand side by side where sources differ, the chosen one with the rule that chose it', async () => {
    const history = begun().on('2020-06-01');
    history.append(id, 'WorkStarted', { cause: 'Ground broken' }, by('press', 'The Nation'));
    history.on('2020-07-01').append(id, 'CommitmentBlocked', { cause: 'Floods' }, by('secretariatNote', 'Note 4'));
    history
      .on('2020-08-01')
      .append(id, 'DueDateRevised', { to: { date: '2022' }, reason: 'Floods' }, by('press', 'Dawn'));
    expect(await factsOf(history)).toEqual([
      ['implementation', 'higherAuthority', '"onHold" Note 4 !', '"inProgress" The Nation'],
      ['due', 'recency', '{"date":"2022"} Dawn !', '{"date":"2021-04"} A newspaper'],
    ]);
  });

  it('say so where the rules moved it by a weaker record than another claim has', async () => {
    const history = begun().on('2020-06-01');
    history.append(id, 'DueDateRevised', { to: { date: '2022' }, reason: 'Agreed' }, by('signedMinutes', 'Minutes'));
    history.append(id, 'DueDateRevised', { to: { date: '2023' }, reason: 'Floods' }, by('press', 'Dawn'));
    const { facts } = (await claims(history.asked(), id))!;
    expect(facts).toEqual([
      {
        fact: 'due',
        rule: 'laterEntry',
        claims: [
          expect.objectContaining({ value: { date: '2022' }, authority: 'signedMinutes' }),
          expect.objectContaining({
            ...{ value: { date: '2023' }, chosen: true, position: history.at(), type: 'DueDateRevised' },
            ...{ recordedAt: expect.any(String), occurredAt: { value: '2020-06-01', precision: 'day' } },
          }),
          expect.objectContaining({ value: { date: '2021-04' } }),
        ],
      },
    ]);
  });

  it('leave out what was withdrawn, and have what was corrected as it is right', async () => {
    const history = begun().on('2020-06-01');
    history.append(id, 'WorkStarted', { cause: 'Ground broken' }, by('press', 'The Nation'));
    history.append(id, 'CommitmentBlocked', { cause: 'Floods' }, by('press', 'Dawn'));
    const wrong = history.events.at(-1)!.id;
    history.append(id, 'EntryWithdrawn', {
      ...{ eventId: wrong, entry: 'CommitmentBlocked', reason: 'Another item' },
      changes: [{ field: 'implementation', from: 'onHold', to: 'inProgress' }],
    });
    expect(await factsOf(history)).toEqual([]);
  });

  it('count the last word of each source, and only so many sources are shown', async () => {
    const history = begun().on('2020-06-01');
    for (let n = 1; n <= 30; n += 1)
      history.append(
        id,
        'ProgressReported',
        { side: 'PK', narrative: 'More', percent: n, evidence: [] },
        by('press', n <= 5 ? 'Dawn' : `Paper ${n}`),
      );
    const { facts } = (await claims(history.asked(), id))!;
    const { claims: shown, more, rule } = facts.find(({ fact }) => fact === 'percent')!;
    expect([shown.length, more, rule, shown[0]!.value, shown[0]!.chosen]).toEqual([20, 6, 'recency', 30, true]);
  });
});
