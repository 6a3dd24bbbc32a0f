import { describe, expect, it } from '@jest/globals';
import type { Matrix } from '@jwg/read-models';
import { renderMatrix } from './matrix.js';

const held = {
  id: 'jwg.2',
  forum: 'jwg',
  ordinal: 2,
  number: 2,
  openedOn: '2022-04-20',
  mode: 'virtual',
  signed: false,
};
const drawn = (sessions: readonly object[]) =>
  renderMatrix(
    {
      forum: 'jwg',
      position: 7,
      on: '2024-01-01',
      total: 0,
      sessions: sessions as Matrix['sessions'],
      commitments: [],
    },
    { moment: 'as of position 7', width: 100 },
  );

describe('The matrix of a forum without commitments', () => {
  it('names the sessions that were held', () =>
    expect(drawn([held])).toContain('Sessions were held: 2 (2022-04-20). No commitment is recorded of them.'));
  it('says so when no session was', () =>
    expect(drawn([])).toContain('No session is recorded as held, and no commitment.'));
});
