import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { databases } from '../../../test/postgres.js';
import { projections } from './as-of/projections.js';
import { partsName, versionsName } from './rows/tables.js';
import { followedRows } from './testing/followed-rows.js';
import { undertakings } from './testing/frame.js';
import { History } from './testing/history.js';

const [sqlite] = await databases();
const long = 'x'.repeat(2_000);

/** Characters of everything that the read models keep of a history. */
const keptOf = async (history: History): Promise<number> => {
  const rows = await followedRows(history.events, await sqlite!.fresh());
  let kept = 0;
  for (const { name, apart } of projections)
    for (const table of [
      versionsName({ name, generation: 1 }),
      ...(apart ? [partsName({ name, generation: 1 })] : []),
    ]) {
      const { rows: found } = await sql<{
        size: number | null;
      }>`select sum(length(body)) as size from ${sql.table(table)}`.execute(rows.engine.db);
      kept += Number(found[0]?.size ?? 0);
    }
  await rows.close();
  return kept;
};

const reported = (reports: number): History => {
  const history = new History()
    .forum()
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
  for (let n = 0; n < reports; n += 1)
    history.append('st.1.c1', 'ProgressReported', {
      side: 'PK',
      narrative: 'More',
      percent: n % 100,
      evidence: [{ reference: `${n} ${long}` }],
    });
  return history;
};

const spoken = (statements: number): History => {
  const history = new History().forum().append('st.1', 'SessionScheduled', {}).append('st.1', 'SessionOpened', {});
  for (let n = 0; n < statements; n += 1)
    history.append('st.1', 'MatterNoted', { text: { en: long }, refersTo: ['st.1.c1'] });
  history.append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] });
  for (let n = 0; n < statements; n += 1)
    history.append('st.1', 'MinutesCommented', { version: 1, side: 'CN', comment: long });
  return history;
};

describe('What the read models keep', () => {
  it.each([
    ['reports with evidence on one commitment', reported],
    ['statements and comments in one session', spoken],
  ])('of %s grows as they do, and no faster', async (_, made) => {
    const [few, twice, four] = [await keptOf(made(100)), await keptOf(made(200)), await keptOf(made(400))];
    expect((four - twice) / (twice - few)).toBeCloseTo(2, 0);
    expect(four).toBeLessThan(2 * JSON.stringify(made(400).events).length);
  });
});
