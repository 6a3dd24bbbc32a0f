import { describe, expect, it } from '@jest/globals';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { silence, type SilenceAsked } from './silence.js';

const history = new History()
  .forum()
  .on('2020-11-06')
  .session('st.1', (s) =>
    s
      .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2', 'st.1.c3') })
      .append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c4') }),
  )
  .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
  .bothSign('st.1', { adopts: ['st.1.c1', 'st.1.c2', 'st.1.c3'] })
  .on('2022-04-20')
  .session('st.2', (s) => s.append('st.2', 'MatterNoted', { refersTo: ['st.1.c2'] }))
  .on('2023-01-10')
  .session('st.3', (s) => s.append('st.3', 'ConcernExpressed', { refersTo: ['st.1.c3'] }));

const silent = async (asked: SilenceAsked, on = '2023-04-20') =>
  (await silence(history.asked(on), asked)).items.map(({ id, silentSessions, silentMonths }) => [
    id,
    silentSessions,
    silentMonths,
  ]);

describe('the list of silent commitments', () => {
  it('finds adopted commitments that a session passed over, the longest silence first', async () => {
    expect(await silent({})).toEqual([
      ['st.1.c1', 2, 29],
      ['st.1.c2', 1, 12],
    ]);
  });

  it('says when and how a commitment was mentioned last', async () => {
    const { items, position } = await silence(history.asked('2023-04-20'), { forum: 'st' });
    expect(position).toBe(history.at());
    expect(items.map(({ lastMention }) => lastMention)).toEqual([
      { session: 'st.1', on: '2020-11-06', did: ['introduced'] },
      { session: 'st.2', on: '2022-04-20', did: ['noted'] },
    ]);
  });

  it('counts sessions or whole months, as asked', async () => {
    expect((await silent({ sessions: 2 })).map(([id]) => id)).toEqual(['st.1.c1']);
    expect((await silent({ months: 12 })).map(([id]) => id)).toEqual(['st.1.c1', 'st.1.c2']);
    expect((await silent({ months: 12 }, '2023-04-19')).map(([id]) => id)).toEqual(['st.1.c1']);
    expect((await silent({ sessions: 9, months: 3 })).map(([id]) => id)).toEqual(['st.1.c1', 'st.1.c2', 'st.1.c3']);
  });

  it('includes unsigned commitments only when asked', async () => {
    expect((await silent({ includeUnsigned: true })).map(([id]) => id)).toEqual(['st.1.c1', 'st.1.c4', 'st.1.c2']);
  });

  it('can be asked for one forum', async () => {
    expect(await silent({ forum: 'gw' })).toEqual([]);
  });
});
