import { describe, expect, it, jest } from '@jest/globals';
import { newEvent } from '../testing/naive-ledger.js';
import { BLOCK_EVENTS } from './index-block.js';
import { LedgerIndex } from './ledger-index.js';
import { HistoryLost } from './refusals.js';

const at = (n: number, commit: number, prepare = commit, stream = 'a', revision = n) => ({
  ...{ id: newEvent(n).id, stream, revision },
  ...{ commit: BigInt(commit), prepare: BigInt(prepare) },
});

describe('The index of a ledger', () => {
  it('counts an event once, however often a restarted reader hands it over', () => {
    const index = new LedgerIndex();
    const taken = [at(0, 100), at(1, 250), at(0, 100), at(1, 250), at(2, 300)].map((event) => index.add(event));
    expect(taken).toEqual([true, true, false, false, true]);
    expect(index.length).toBe(3);
    expect(index.lengthOf('a')).toBe(3);
  });

  it('tells the events of one commit apart by their prepare positions', () => {
    const index = new LedgerIndex();
    for (const [n, prepare] of [400, 420, 440].entries()) index.add(at(n, 500, prepare));
    expect([400, 420, 440].map((prepare) => index.positionAt({ commit: 500n, prepare: BigInt(prepare) }))).toEqual([
      0, 1, 2,
    ]);
    expect(index.positionAt({ commit: 500n, prepare: 410n })).toBeUndefined();
  });

  it('fails where a stream has a gap', () => {
    const index = new LedgerIndex();
    index.add(at(0, 100));
    expect(() => index.add(at(2, 200))).toThrow(HistoryLost);
    expect(() => index.add(at(3, 200, 200, 'b', 1))).toThrow(HistoryLost);
    expect(index.add(at(1, 200))).toBe(true);
  });

  it('knows its own cursors and no others', () => {
    const index = new LedgerIndex();
    for (let n = 0; n < 3000; n++) index.add(at(n, 64 * n + 7));
    for (const position of [0, 1, 1024, 2999]) expect(index.positionOfCursor(index.cursorOf(position))).toBe(position);
    for (const forged of ['', '7.7.1', '07.7.0', '7.7.00', '7.7', '7.7.0.0', ' 7.7.0', '191999.191999.3000'])
      expect(index.positionOfCursor(forged)).toBeUndefined();
  });

  it('finds an event by its stream, its place there and its id, also where two events have one id', () => {
    const index = new LedgerIndex();
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { id } = at(0, 100);
    index.add(at(0, 100));
    index.add({ ...at(7, 200, 200, 'b', 0), id });
    warned.mockRestore();
    expect(index.positionOf({ stream: 'a', revision: 0, id })).toBe(0);
    expect(index.positionOf({ stream: 'b', revision: 0, id })).toBe(1);
    expect(index.positionOf({ stream: 'b', revision: 1, id })).toBeUndefined();
    expect(index.positionOf({ stream: 'b', revision: 0, id: newEvent(1).id })).toBeUndefined();
    expect(index.positionOfId(id)).toBe(0);
  });

  it('is the same when it is made of its blocks', () => {
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const [index, again] = [new LedgerIndex(), new LedgerIndex()];
    const events = Array.from({ length: 2 * BLOCK_EVENTS }, (_, n) =>
      at(n === 5_000 ? 17 : n, 64 * n, 64 * n + 1, `s${n % 30}`, Math.floor(n / 30)),
    );
    for (const event of events) index.add(event);
    for (const number of [0, 1]) again.addBlock(index.block(number).block, index.block(number));
    warned.mockRestore();
    expect(again.length).toBe(index.length);
    const all = (of: LedgerIndex) =>
      events.map((event, n) => [of.positionOf(event), of.positionOfId(event.id), of.cursorOf(n)].join(' '));
    expect(all(again)).toEqual(all(index));
    expect(events.map((event) => again.positionOf(event))).toEqual([...events.keys()]);
    expect(again.lengthOf('s29')).toBe(index.lengthOf('s29'));
    expect(again.add(at(9_999, 1_000_000, 1_000_000, 's8', index.lengthOf('s8')))).toBe(true);
  });
});
