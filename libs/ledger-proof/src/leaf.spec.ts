import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { canonicalJson } from './canonical-json.js';
import { entryOf, leafOf, type LeafEvent } from './leaf.js';

const event: LeafEvent = {
  position: 7,
  stream: 'commitment-cpec-jwg-st.2.c1',
  revision: 2,
  id: '00000000-0000-4000-8000-000000000008',
  type: 'ProgressAssessed',
  schemaVersion: 1,
  recordedAt: '2022-04-21T08:00:00.000Z',
  data: { side: 'PK', assessment: 'delayed', text: { ur: 'تاخیر', en: 'late' } },
  metadata: {
    visibility: 'public',
    actor: { id: 'x', role: 'secretariat', side: 'PK' },
    nonce: 'q83vASNFZ4mrze8BI0VniQ',
  },
};
const internal = (nonce: string, more: Partial<LeafEvent> = {}): LeafEvent => ({
  ...event,
  ...more,
  metadata: { ...(event.metadata as object), visibility: 'sideInternal', nonce },
});

describe('An event’s entry', () => {
  it('is this text, for ever', () => {
    expect(entryOf(event)).toBe(
      '{"data":"sha256:d8b62aedc64b498ed793bb6a15bd83930ab18214ef5f25ddc9cc1c60d4f1e301","id":"00000000-0000-4000-8000-000000000008",' +
        '"metadata":"sha256:77434c627dbfa1b323918c9b6442a31946242dff39e6556282dbaefaafae9108",' +
        '"position":7,"recordedAt":"2022-04-21T08:00:00.000Z","revision":2,"schemaVersion":1,' +
        '"stream":"commitment-cpec-jwg-st.2.c1","type":"ProgressAssessed"}',
    );
    expect(leafOf(event).toString('hex')).toBe('154539f915d614ed6aef04f2fb3814cdd2845d6627a2641de21bea9c0336ee52');
  });

  it('is this text for ever when the event is internal to a side', () => {
    expect(entryOf(internal('q83vASNFZ4mrze8BI0VniQ'))).toBe(
      '{"position":7,"sealed":"sha256:099088f901763544bb2babd7557cb080618176d127254c40742b96a44aee70b7"}',
    );
  });

  it('is another one when anything of the event changes, but not when its JSON is written in another order', () => {
    const changes: Partial<LeafEvent>[] = [
      { position: 8 },
      { stream: 'commitment-other' },
      { revision: 3 },
      { id: '00000000-0000-4000-8000-000000000009' },
      { type: 'ProgressReported' },
      { schemaVersion: 2 },
      { recordedAt: '2022-04-21T08:00:00.001Z' },
      { data: {} },
      { metadata: {} },
    ];
    for (const made of [event, internal('q83vASNFZ4mrze8BI0VniQ')]) {
      const all = [made, ...changes.map((change) => ({ ...made, ...change }))].map(entryOf);
      expect(new Set(all).size).toBe(changes.length + 1);
    }
    const { text, assessment, side } = event.data as Record<string, unknown>;
    expect(entryOf({ ...event, data: { text, side, assessment }, cursor: '7' } as LeafEvent)).toBe(entryOf(event));
  });

  it('of an internal event shows nothing but its position, and differs by the nonce alone', () => {
    const entry = entryOf(internal('AAAAAAAAAAAAAAAAAAAAAA'));
    expect(Object.keys(JSON.parse(entry) as object)).toEqual(['position', 'sealed']);
    expect(entryOf(internal('AAAAAAAAAAAAAAAAAAAAAB'))).not.toBe(entry);
    expect(entryOf(internal('AAAAAAAAAAAAAAAAAAAAAA', { data: { side: 'PK' } }))).toHaveLength(entry.length);
  });
});

describe('Canonical JSON', () => {
  it('is what another implementation of RFC 8785 writes', () => {
    const values = [
      null,
      true,
      0,
      -0,
      1e21,
      1e-7,
      333333333.3333333,
      4.5,
      2e-3,
      Number.MAX_SAFE_INTEGER,
      '',
      '\u20ac$\u000F\u000aA\'\u0042"\\/',
      '😂\u2028',
      [],
      {},
      [1, [2, { b: 1, a: [] }]],
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      { b: undefined, a: { z: '', y: null } },
    ];
    for (const value of values) expect(canonicalJson(value)).toBe(canonicalize(value));
  });

  it('writes half a character as its escape, so that every stored text has one form', () => {
    expect(canonicalJson({ a: '\ud800' })).toBe('{"a":"\\ud800"}');
  });
});
