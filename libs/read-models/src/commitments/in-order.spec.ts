import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from '@jest/globals';
import { databases, type Place } from '../../../../test/postgres.js';
import { undertakings } from '../testing/frame.js';
import { followedRows } from '../testing/followed-rows.js';
import { History } from '../testing/history.js';

const history = new History()
  .forum()
  .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }));

const [embedded] = await databases();

describe('A page of the commitments of one status', () => {
  it('comes from an index in the order of the page, whatever their number', async () => {
    const place = (await embedded!.fresh()) as Extract<Place, { folder: string }>;
    const rows = await followedRows(history.events, place);
    const file = new BetterSqlite(join(place.folder, 'read-models.db'), { readonly: true });
    const { table } = file
      .prepare<[], { table: string }>(
        `select tbl_name as "table" from sqlite_master where name like 'commitments%_by_status'`,
      )
      .get()!;
    const plan = file
      .prepare<[], { detail: string }>(
        `explain query plan select key, body from ${table} where from_position <= 9 and until_position > 9
           and audience = '' and status = 'notStarted' and place >= '' order by place, key limit 50`,
      )
      .all()
      .map(({ detail }) => detail);
    expect(plan[0]).toContain(`USING INDEX ${table}_by_status (status=? AND place>?`);
    expect(plan.slice(1)).toEqual(['USE TEMP B-TREE FOR LAST TERM OF ORDER BY']); // of those in one place: one each
    file.close();
    await rows.close();
  });
});
