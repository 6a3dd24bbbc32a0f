import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { HASH_BYTES } from './hashes.js';
import { leafOf } from './leaf.js';
import { putQuickLeaf } from './quick-leaf.js';
import { sortedMembers } from './sorted-members.js';

/** The text with its members in order; `undefined` where that is not sure. */
const sorted = (text: string): string | undefined => sortedMembers(text)?.toString();

const place = {
  position: 7,
  stream: 'commitment-jwg.1.c1',
  revision: 2,
  id: '0c3f4b9e-0000-4000-8000-000000000000',
  type: 'ProgressReported',
  schemaVersion: 1,
  recordedAt: '2024-05-16T00:00:00.000Z',
};
const quick = (data: string, metadata: string): Buffer | undefined => {
  const leaves = Buffer.alloc(3 * HASH_BYTES);
  const isPut = putQuickLeaf(place, data, metadata, leaves, 1);
  return isPut ? leaves.subarray(HASH_BYTES, 2 * HASH_BYTES) : undefined;
};
const isPlain = (text: string) => /^[ !#-[\]-~]*$/.test(text);
const plainJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string().filter(isPlain), tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('Members put in order, in the text as it is stored', () => {
  it('make it canonical, whatever JSON.stringify wrote', () =>
    fc.assert(
      fc.property(plainJson, (value) => expect(sorted(JSON.stringify(value))).toBe(canonicalJson(value))),
      {
        numRuns: 2_000,
      },
    ));

  it('are canonical or not sure where names are any text', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => [canonicalJson(value), undefined].includes(sorted(JSON.stringify(value)))),
      { numRuns: 2_000 },
    ));

  it.each([
    ['{"b":[{"d":1,"c":{}}],"a":"\\"}"}', '{"a":"\\"}","b":[{"c":{},"d":1}]}'],
    ['{"aa":1,"a":2,"a!":3}', '{"a":2,"a!":3,"aa":1}'],
  ])('of %s are %s', (text, canonical) => expect(sorted(text)).toBe(canonical));

  it.each([
    '',
    '{',
    '{"a"}',
    '{"a":1',
    '{"a":1"b":2}',
    '{"a":1,}',
    '[1 ,2]',
    '{"a":1}x',
    '"',
    '"\\',
    '[',
    '{"a":1,"a":1}',
  ])('of %j are not sure', (text) => expect(sorted(text)).toBeUndefined());
});

describe('A leaf that is made of the stored texts', () => {
  const visibilities = fc.constantFrom('public', 'joint', 'sideInternal');

  it('is the leaf of the event', () =>
    fc.assert(
      fc.property(plainJson, visibilities, fc.uuid(), (data, visibility, nonce) => {
        const metadata = { visibility, nonce, actor: { role: 'recorder', id: 'r' } };
        expect(quick(JSON.stringify(data), JSON.stringify(metadata))).toEqual(leafOf({ ...place, data, metadata }));
      }),
    ));

  it('is never that of another event, whichever bytes of the text are changed', () => {
    const event = { ...place, data: { text: 'Said', n: [1, 20], by: null }, metadata: { visibility: 'public', a: 1 } };
    const [data, metadata, leaf] = [JSON.stringify(event.data), JSON.stringify(event.metadata), leafOf(event)];
    expect(quick(data, metadata)).toEqual(leaf);
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.string({ maxLength: 3 }), fc.nat(3), (at, put, cut) => {
        const changed = data.slice(0, at) + put + data.slice(at + cut);
        const isSame = quick(changed, metadata)?.equals(leaf) ?? false;
        return !isSame || canonicalJson(JSON.parse(changed)) === canonicalJson(event.data);
      }),
      { numRuns: 2_000 },
    );
  });
});
