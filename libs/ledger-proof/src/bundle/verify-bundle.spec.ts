import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cosigner } from '../cosignature.js';
import { leafHash } from '../hashes.js';
import { entryOf, leafOf, type LeafEvent } from '../leaf.js';
import { keyText, noteSigner } from '../note-keys.js';
import { signNote } from '../signed-note.js';
import { subtreeHash, subtreesWithout } from '../several.js';
import { storedTree } from '../testing/stored-tree.js';
import { rootOf } from '../tree.js';
import { checkpointText } from '../tree-head.js';
import { entryOfEvent } from './entries.js';
import { BUNDLE_FORMAT, type Bundle } from './format.js';
import { rootOfSeveral } from './root-of.js';
import { isNoBundle, verifyBundle } from './verify-bundle.js';

const ORIGIN = 'ledger.example.org/jwg';
const { privateKey } = generateKeyPairSync('ed25519');
const key = keyText(ORIGIN, privateKey);
const STREAMS = 3;

/** Of 40 events, every third is in each stream; two of the first stream are internal. */
const events = Array.from({ length: 40 }, (_, position): LeafEvent => ({
  position,
  stream: `talk-${position % STREAMS}`,
  revision: Math.floor(position / STREAMS),
  id: `id ${position}`,
  type: 'ThingSaid',
  schemaVersion: 1,
  recordedAt: '2024-05-16T00:00:00.000Z',
  data: { text: `said ${position}` },
  metadata: { visibility: [12, 24].includes(position) ? 'sideInternal' : 'public', nonce: `nonce ${position}` },
}));
const { hashes } = storedTree(events.map(entryOf));

const signed = (size: number, ...more: Parameters<typeof signNote>[1][]): string =>
  signNote(
    checkpointText({ origin: ORIGIN, size, root: rootOf(hashes, size) }),
    noteSigner(ORIGIN, privateKey),
    ...more,
  );

interface Made {
  readonly upTo?: number;
  readonly from?: number;
  /** What is put into it; what it leaves out follows from it. */
  readonly put?: readonly LeafEvent[];
  readonly checkpoint?: string;
}

/** A bundle of the first stream, made consistently of what is given: as the ledger makes it, or a forger who thinks. */
const bundleOf = ({ upTo = 40, from = 0, put, checkpoint = signed(40) }: Made = {}): Bundle => {
  const own = events.filter(({ stream, position }) => stream === 'talk-0' && position < upTo);
  const seen = put ?? own.filter((it) => !entryOf(it).includes('sealed'));
  const count = Math.max(-1, ...seen.map(({ revision }) => revision)) + 1;
  const known = new Set(seen.map(({ position }) => position));
  const others = events.slice(from, upTo).filter(({ position }) => !known.has(position));
  const all = [...new Set([...known, ...others.map(({ position }) => position)])].sort((a, b) => a - b);
  return {
    format: BUNDLE_FORMAT,
    about: '0',
    reader: 'everybody',
    upTo,
    checkpoint,
    key,
    streams: [
      {
        stream: 'talk-0',
        events: seen,
        leaves: seen.map((it) => leafOf(it).toString('base64')),
        leftOut: Array.from({ length: count }, (_, n) => n).filter((n) => !seen.some(({ revision }) => revision === n)),
        count,
      },
    ],
    entries: { from, texts: others.map(entryOf) },
    proof: [...subtreesWithout(all, 40)].map((it) => Buffer.from(subtreeHash(hashes, it)).toString('base64')),
  };
};
const verified = (bundle: unknown, pinned = {}) => verifyBundle(JSON.stringify(bundle), pinned);
const codes = async (bundle: unknown, pinned = {}) => (await verified(bundle, pinned)).wrong.map(({ code }) => code);

describe('A bundle', () => {
  it.each([0, 20, 40])('as it is made holds, with entries from position %i on', async (from) => {
    for (const upTo of [40, 33]) {
      const report = await verified(bundleOf({ upTo, from: Math.min(from, upTo) }), { key });
      expect(report.wrong).toEqual([]);
      expect(report.streams[0]).toMatchObject({ leftOut: upTo > 24 ? 2 : 1 });
    }
  });

  it('says up to where no event of a stream is missing, and what it does not prove', async () => {
    const all = await verified(bundleOf({ from: 0 }), { key });
    expect(all.streams[0]!.completeTo).toBe(40);
    expect(all.notProved.map(({ code }) => code)).toEqual([
      'NO_WITNESS',
      'LEFT_OUT',
      'SEALED',
      'OTHER_STREAMS',
      'AFTERWARDS',
      'TRUTH',
    ]);
    const few = await verified(bundleOf({ from: 20 }));
    expect(few.streams[0]!.completeTo).toBe(10); // revision 4 may be internal, or kept back
    expect(few.notProved.map(({ code }) => code)).toEqual([
      ...[
        'KEY_IS_ITS_OWN',
        'NO_WITNESS',
        'LATER_EVENTS',
        'LEFT_OUT',
        'WHOLE_LEDGER',
        'SEALED',
        'OTHER_STREAMS',
        'AFTERWARDS',
        'TRUTH',
      ],
    ]);
  });

  it('tells the story in plain words', async () => {
    const { story } = await verified(bundleOf({ upTo: 4 }));
    expect(story).toEqual([
      '0: on an unknown day, 0: Thing said; “said 0”',
      '3: on an unknown day, 0: Thing said; “said 3”',
    ]);
  });

  it('is wrong when any one thing in it is another one', async () => {
    const whole = JSON.parse(JSON.stringify(bundleOf({ from: 20 }))) as object;
    expect(await codes(whole)).toEqual([]);
    const free = ['reader']; // it only says what was asked for
    for (const path of pathsIn(whole).filter(([first]) => !free.includes(first!)))
      expect([path.join('.'), await codes(withOther(whole, path), { key })]).not.toEqual([path.join('.'), []]);
  });
});

describe('A forger who keeps a bundle consistent in itself', () => {
  const own = bundleOf().streams[0]!.events;

  it('is found out when an event is dropped, and entries cover its place', async () => {
    for (const { position } of own.slice(0, -1)) {
      const report = await verified(bundleOf({ put: own.filter((it) => it.position !== position) }));
      expect(report.wrong).toContainEqual(expect.objectContaining({ code: 'MISSING', position }));
    }
  });

  it('is found out when the last events are dropped and the count is cut, and entries cover their places', async () => {
    for (let kept = 1; kept < own.length; kept += 1)
      expect(await codes(bundleOf({ put: own.slice(0, kept) }))).toContain('MISSING');
  });

  it('gets no claim of completeness where entries do not reach', async () => {
    const report = await verified(bundleOf({ from: 39, put: own.slice(0, 3) }), { key });
    expect(report.streams[0]!.completeTo).toBe(7);
    expect(report.notProved.map(({ code }) => code)).toContain('LATER_EVENTS');
  });

  it.each(['x', {}, undefined, null, '39', 38.5, -1, 41])(
    'gets no claim of completeness by entries that begin at %p, which is no place that they could begin at',
    async (from) => {
      const { entries, ...few } = bundleOf({ from: 39, put: own.slice(0, 3) });
      const report = await verified({ ...few, entries: { ...entries, from } }, { key });
      expect([report.wrong.map(({ code }) => code), report.streams]).toEqual([['DAMAGED'], []]);
    },
  );

  it('is found out when an event is edited, added or moved', async () => {
    const edited = own.map((it, n) => (n === 2 ? { ...it, data: { text: 'never said' } } : it));
    expect(await codes(bundleOf({ put: edited }))).toContain('TREE');
    const instead = { ...events[38]!, stream: 'talk-0', revision: 13 };
    expect(await codes(bundleOf({ put: [...own.slice(0, 12), instead, ...own.slice(12)] }))).toContain('ORDER');
    const added = { ...events[38]!, stream: 'talk-0', revision: own.at(-1)!.revision + 1 };
    expect(await codes(bundleOf({ upTo: 39, put: [...own.slice(0, -1), { ...added, revision: 13 }] }))).toContain(
      'TREE',
    );
  });

  it('is found out with another checkpoint or another key, but for a whole forgery, which the pinned key finds', async () => {
    expect(await codes(bundleOf({ checkpoint: signed(39) }))).not.toEqual([]);
    const thief = generateKeyPairSync('ed25519').privateKey;
    const own = keyText(ORIGIN, thief);
    expect(await codes({ ...bundleOf(), key: own })).toContain('SIGNATURE');
    const checkpoint = signNote(
      checkpointText({ origin: ORIGIN, size: 40, root: rootOf(hashes, 40) }),
      noteSigner(ORIGIN, thief),
    );
    expect(await codes({ ...bundleOf({ checkpoint }), key: own })).toEqual([]);
    expect(await codes({ ...bundleOf({ checkpoint }), key: own }, { key })).toEqual(['KEY', 'SIGNATURE']);
  });
});

describe('The signatures of witnesses', () => {
  const witness = generateKeyPairSync('ed25519').privateKey;
  const text = (name: string, of = witness) => {
    const encoded = keyText(name, of).split('+').slice(2).join('+');
    const bytes = Buffer.from(encoded, 'base64');
    bytes[0] = 4;
    const { keyId } = cosigner(name, of, () => new Date());
    return `${name}+${keyId.toString('hex')}+${bytes.toString('base64')}`;
  };

  it('are told by name, with the keys that were given', async () => {
    const cosigned = bundleOf({
      checkpoint: signed(
        40,
        cosigner('side.example', witness, () => new Date()),
      ),
    });
    const report = await verified(cosigned, { key, witnesses: [text('side.example')] });
    expect([report.witnesses, report.wrong]).toEqual([['side.example'], []]);
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await codes(cosigned, { key, witnesses: [text('side.example', other)] })).toEqual(['SIGNATURE']);
    expect((await verified(bundleOf(), { witnesses: [text('side.example')] })).witnesses).toEqual([]);
  });

  it('are not those of the ledger itself, and no key that was given wrongly is a finding', async () => {
    for (const wrong of [{ witnesses: [key] }, { key: text('side.example') }, { key: '' }, { witnesses: ['x'] }])
      await expect(verified(bundleOf(), wrong)).rejects.toThrow('Not the public key of a');
  });
});

describe('The verifier', () => {
  it('makes the same entry of an event as the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.boolean(), fc.nat(), async (data, isInternal, position) => {
        const metadata = { visibility: isInternal ? 'sideInternal' : 'joint', data };
        const event = { ...events[0]!, position, data, metadata };
        expect(await entryOfEvent(event)).toBe(entryOf(event));
      }),
      { numRuns: 200 },
    );
  });

  it('finds the root from any leaves and the hashes of all else, and with no hash fewer or more', async () => {
    const tree = storedTree(Array.from({ length: 70 }, (_, n) => `entry ${n}`));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.infiniteStream(fc.boolean()), async (size, some) => {
        const known = Array.from({ length: size }, (_, n) => n).filter(() => some.next().value);
        const leaves = new Map(known.map((it) => [it, Uint8Array.from(leafHash(`entry ${it}`))]));
        const proof = [...subtreesWithout(known, size)].map((it) => Uint8Array.from(subtreeHash(tree.hashes, it)));
        const root = Uint8Array.from(rootOf(tree.hashes, size));
        expect(await rootOfSeveral(leaves, proof, size)).toEqual(root);
        expect(await rootOfSeveral(leaves, [...proof, root], size)).toBeUndefined();
        if (proof.length > 0) expect(await rootOfSeveral(leaves, proof.slice(1), size)).not.toEqual(root);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['', 'NOT_A_BUNDLE'],
    ['null', 'NOT_A_BUNDLE'],
    ['{}', 'NOT_A_BUNDLE'],
    ['[]', 'NOT_A_BUNDLE'],
    ['{"format":"jwg-bundle/1"}', 'DAMAGED'],
    [JSON.stringify({ ...bundleOf(), streams: [null] }), 'DAMAGED'],
    [JSON.stringify({ ...bundleOf(), upTo: '40' }), 'DAMAGED'],
  ])('tells what is no bundle from one that is damaged: %.40s', async (file, code) => {
    const report = await verifyBundle(file);
    expect([report.wrong.map((it) => it.code), isNoBundle(report)]).toEqual([[code], code === 'NOT_A_BUNDLE']);
  });
});

/** The path of every value in it that is no list and no object. */
const pathsIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, it]) => pathsIn(it, [...path, name]))
    : [path];

const withOther = (value: unknown, [first, ...rest]: readonly string[]): unknown => {
  if (first !== undefined) {
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
      string,
      unknown
    >;
    copy[first] = withOther(copy[first], rest);
    return copy;
  }
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
};

describe('A program that cannot compute what it needs', () => {
  it('finds nothing wrong, and says that it cannot verify here', async () => {
    const file = JSON.stringify(bundleOf());
    const { importKey } = crypto.subtle;
    const unsupported = async () => Promise.reject(new DOMException('Unrecognized name', 'NotSupportedError'));
    crypto.subtle.importKey = unsupported;
    try {
      await expect(verifyBundle(file)).rejects.toThrow('knows no Ed25519 signatures');
    } finally {
      crypto.subtle.importKey = importKey;
    }
    const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      await expect(verifyBundle(file)).rejects.toMatchObject({ name: 'CannotVerifyHere' });
    } finally {
      Object.defineProperty(globalThis, 'crypto', own);
    }
    expect((await verifyBundle(file)).wrong).toEqual([]);
  });
});
