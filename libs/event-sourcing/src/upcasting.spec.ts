import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './event.js';
import { presentVersion, UnknownSchemaVersion, upcasting, type Upcasters } from './upcasting.js';

const event = (type: string, schemaVersion: number, data: unknown): StoredEvent => ({
  id: 'an id',
  type,
  schemaVersion,
  data,
  metadata: { by: 'somebody' },
  recordedAt: '2022-04-20T00:00:00.000Z',
  stream: 'thing-1',
  revision: 2,
  position: 40,
  cursor: 'bookmark 40',
});

// 1: { when }, 2: { date }, 3: { due: { date } }
const table: Upcasters = {
  DateSet: {
    1: ({ when, ...rest }) => ({ ...rest, date: when }),
    2: ({ date, ...rest }) => ({ ...rest, due: { date } }),
  },
};
const { decode, encode } = upcasting(table);
const present = event('DateSet', 3, { by: 'x', due: { date: '2024' } });

describe('The present form of an event', () => {
  it.each([
    [1, { by: 'x', when: '2024' }],
    [2, { by: 'x', date: '2024' }],
    [3, { by: 'x', due: { date: '2024' } }],
  ])('is reached from version %i, one version after the other', (version, data) => {
    expect(decode(event('DateSet', version, data))).toEqual(present);
  });

  it('leaves the stored event as it is', () => {
    const stored = event('DateSet', 1, { when: '2024' });
    decode(stored);
    expect(stored).toEqual(event('DateSet', 1, { when: '2024' }));
  });

  it('is the stored one, untouched, where there is nothing to do', () => {
    const other = event('Happened', 1, { when: '2024' });
    expect([decode(present), decode(other)]).toEqual([present, other]);
    expect(decode(other)).toBe(other);
  });

  it.each([
    ['DateSet', 4, 3],
    ['Happened', 2, 1],
    ['constructor', 2, 1],
    ['__proto__', 2, 1],
  ])('of %s in version %i is not known to a program that knows version %i', (type, version, known) => {
    const reading = () => decode(event(type, version, {}));
    expect(reading).toThrow(UnknownSchemaVersion);
    expect(reading).toThrow(expect.objectContaining({ eventId: 'an id', known }));
    expect(reading).toThrow(
      `Event an id, ${type} at position 40 (thing-1, revision 2), has schema version ${version}; this program knows ` +
        `up to version ${known}. A newer program wrote it: install that version or a later one here`,
    );
  });

  it('is the only one in which events are written', () => {
    expect(encode(present)).toBe(present);
    for (const version of [1, 2, 4]) expect(() => encode(event('DateSet', version, {}))).toThrow(TypeError);
    expect(() => encode(event('Happened', 2, {}))).toThrow('Happened is written in version 1, not in version 2');
  });

  it('has a version that is one more than there are upcasters', () => {
    expect(['DateSet', 'Happened', 'constructor'].map((type) => presentVersion(table, type))).toEqual([3, 1, 1]);
  });

  it.each([[{ 2: () => 0 }], [{ 1: () => 0, 3: () => 0 }], [{ 0: () => 0 }]])(
    'cannot be reached by a table with a gap: %j',
    (each) => {
      expect(() => upcasting({ DateSet: each })).toThrow('DateSet has no upcaster from version');
    },
  );
});
