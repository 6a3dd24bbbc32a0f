import { describe, expect, it } from '@jest/globals';
import { projections } from '../as-of/projections.js';
import { inOrderOfOccurrence } from '../as-of/refold.js';
import { foldedRows } from '../rows/folded-rows.js';
import { undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import { moments } from './moments.js';

const history = new History()
  .on('2020-10-01')
  .forum()
  .forum('gw')
  .on('2020-11-06')
  .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
history.on('2019', '2021-03-01').append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
history.append('st.2', 'SessionScheduled', { plannedOn: '2024-01-01' });

describe('the moments of a forum', () => {
  it('are the days on which something of it was recorded, and its sessions that have closed', async () => {
    const last = history.at();
    const closedAt = last - 2;
    expect(await moments(history.asked(), 'st')).toEqual({
      forum: 'st',
      position: last,
      precision: 'day',
      days: [
        { on: '2020-10-01', until: 4, events: 5 },
        { on: '2020-11-06', until: closedAt, events: 5 },
        { on: '2021-03-01', until: last, events: 2 },
      ],
      sessions: [{ id: 'st.1', forum: 'st', ordinal: 1, number: 1, on: '2020-11-06', closedAt, events: 4 }],
    });
    expect(await moments(history.asked(), 'nowhere')).toBeUndefined();
  });

  it('are by occurrence the days on which something happened, without positions', async () => {
    const events = inOrderOfOccurrence(history.events, '2025-01-01T00:00:00.000Z');
    const asked = { ...history.asked(), reader: foldedRows(events, projections) };
    const { days, sessions } = (await moments(asked, 'st'))!;
    expect(days.map(({ on, until }) => [on, until])).toEqual([
      ['2019-12-31', undefined],
      ['2020-10-01', undefined],
      ['2020-11-06', undefined],
    ]);
    expect(sessions[0]).not.toHaveProperty('closedAt');
  });

  it('are months where there would be too many days', async () => {
    const long = new History().on('2020-01-01').forum();
    for (let day = 0; day < 400; day += 1)
      long
        .on(new Date(Date.UTC(2020, 1, 1 + day)).toISOString().slice(0, 10))
        .append('st', 'ForumRevived', { reason: 'It meets' });
    const { precision, days } = (await moments(long.asked(), 'st'))!;
    expect([precision, days.length, days[1]]).toEqual(['month', 15, { on: '2020-02', until: 33, events: 29 }]);
  });
});
