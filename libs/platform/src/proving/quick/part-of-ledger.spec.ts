import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storedSample } from '@jwg/domain/samples';
import { openSqliteEventStore, openStoredRows } from '@jwg/event-store';
import { PartOfLedger } from './part-of-ledger.js';

const STREAMS = 4;
const EVENTS = 24;
const folder = mkdtempSync(join(tmpdir(), 'jwg-part-'));

beforeAll(async () => {
  const store = openSqliteEventStore({ folder });
  for (let n = 0; n < EVENTS; n += 1) {
    const [stream, revision] = [`commitment-jwg.1.c${n % STREAMS}`, Math.floor(n / STREAMS)];
    const event = revision === 0 ? storedSample('CommitmentRegistered') : storedSample('ProgressReported');
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    await store.append([{ stream, expected: revision === 0 ? 'noStream' : revision - 1, events: [{ ...event, id }] }]);
  }
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const share = { folder, part: 0, parts: 1, signed: EVENTS };
/** Looks at all events with so many at hand, and then folds what is left. */
const folded = (atHand?: number): number => {
  const rows = openStoredRows(folder);
  try {
    const part = new PartOfLedger(rows, share, atHand);
    expect(part.between(0, EVENTS).places).toHaveLength(EVENTS);
    let all = 0;
    for (let some = 0; (some = part.foldNext()) > 0;) all += some;
    return all;
  } finally {
    rows.close();
  }
};
/** With another type of one event, which its stream cannot have. */
const withOther = (at: number, work: () => void) => {
  const db = new Database(join(folder, 'ledger.db'));
  const set = db.prepare('UPDATE events SET type = ? WHERE position = ?');
  const type = db.prepare('SELECT type FROM events WHERE position = ?').pluck().get(at);
  set.run('SessionOpened', at);
  try {
    work();
  } finally {
    set.run(type, at);
    db.close();
  }
};

describe('A share of a ledger', () => {
  it('has nothing left to fold while all states are at hand, and every stream where none is', () => {
    expect(folded()).toBe(0);
    expect(folded(1)).toBe(STREAMS);
  });

  it.each([100, 1])('is in doubt at an event of another kind, with the states of %s events at hand', (atHand) => {
    for (const at of [0, 5, EVENTS - 1])
      withOther(at, () => expect(() => folded(atHand)).toThrow('cannot have SessionOpened'));
    expect(folded(atHand)).toBe(atHand === 1 ? STREAMS : 0);
  });
});
