import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventType } from '@jwg/domain';
import fc from 'fast-check';
import { databases } from '../../../../test/postgres.js';
import { commitmentList } from '../commitments/list.js';
import { matrix } from '../commitments/matrix.js';
import { commitmentRecord } from '../commitments/record.js';
import type { Rows } from '../rows/open-rows.js';
import { sessionRecord } from '../sessions/record.js';
import { anyFact, ids } from '../testing/any-data.js';
import { undertaking } from '../testing/frame.js';
import { followedRows } from '../testing/followed-rows.js';
import { History } from '../testing/history.js';
import { rowsAt } from './as-of.js';

const [embedded] = await databases();
const open: Rows[] = [];
afterEach(() => Promise.all(open.splice(0).map((rows) => rows.close())));

const anyStream = fc.constantFrom(
  ...Object.entries(ids).flatMap(([category, all]) => all.map((id) => `${category}-${id}`)),
);
const anyHistory = fc
  .array(fc.tuple(anyStream, anyFact), { minLength: 20, maxLength: 60 })
  .map((told) =>
    told.reduce(
      (history, [stream, { type, data }]) => history.appendTo(stream, type as EventType, data as never),
      new History().on('2020-11-06', '2020-01-01'),
    ),
  );

/** Everything that is asked as of a position, of a ledger that has so many events. */
const asked = async (history: History, count: number, asOf: string, signedOnly: boolean) => {
  const rows = await followedRows(history.events.slice(0, count), await embedded!.fresh());
  open.push(rows);
  const answers = [];
  for (const forum of [undefined, ...ids.forum]) {
    const at = await rowsAt(rows, history.store, { now: '2026-01-01T00:00:00.000Z', asOf, signedOnly, forum });
    answers.push(await commitmentList(at), forum && (await matrix(at, forum)));
    for (const id of ids.commitment) answers.push(await commitmentRecord(at, id));
    for (const id of ids.session) answers.push(await sessionRecord(at, id));
  }
  return answers;
};

describe('An answer as of a position', () => {
  it('knows no more of another forum once a session of it has named a commitment', async () => {
    const history = new History()
      .on('2020-11-06')
      .forum()
      .append('jcc.1', 'SessionScheduled', {})
      .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c1')] }))
      .carryIntoEffect();
    const { length } = history.events;
    history.append('jcc.1', 'MatterNoted', { refersTo: ['st.1.c1'] });
    const then = await asked(history, length, String(length - 1), true);
    expect(await asked(history, length + 1, String(length - 1), true)).toEqual(then);
  });

  it.each([false, true])('is the same for ever, whatever is recorded later (signed only: %s)', async (signedOnly) => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(), async (history, dice) => {
        const { length } = history.events;
        const position = dice % length;
        const then = await asked(history, position + 1, String(position), signedOnly);
        expect(await asked(history, length, String(position), signedOnly)).toEqual(then);
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});
