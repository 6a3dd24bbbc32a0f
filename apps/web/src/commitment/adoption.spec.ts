import { describe, expect, it } from '@jest/globals';
import { adoptionSays } from './adoption.js';

const record = (adoption: string, binding?: object, legacy = false) =>
  ({
    adoption,
    legacy,
    binding: binding && { session: 'jwg.2', said: { occurredAt: { value: '2022-04-20' } }, signatures: [], ...binding },
    why: { adoption: [{ occurredAt: { value: '2023-07-31' } }] },
  }) as never;
const says = (...given: Parameters<typeof record>) => adoptionSays(record(...given), ['PK', 'CN']);
const drafted = { version: 2, on: '2023-04-11' };
const signed = { side: 'PK', version: 2, signedOn: '2023-05-01' };

describe('Whether both sides stand by a commitment', () => {
  it('is told by the session that said it, while no minutes contain it', () => {
    const said = { says: 'said', session: 'jwg.2', ordinal: 2, on: '2022-04-20' };
    expect(says('provisional', {})).toEqual(said);
    expect(says('provisional', { leftOutOf: drafted })).toEqual(said);
  });

  it('is told by the draft and by who has signed it', () => {
    expect(says('provisional', { drafted })).toEqual({ says: 'drafted', version: 2, on: '2023-04-11' });
    expect(says('provisional', { drafted, signatures: [signed] })).toEqual({
      says: 'oneSigned',
      side: 'PK',
      other: 'CN',
      version: 2,
      on: '2023-05-01',
    });
    expect(says('provisional', { drafted, signatures: [{ ...signed, void: true }] })).toEqual({
      says: 'voided',
      side: 'PK',
      version: 2,
    });
  });

  it('tells what was left out of the signed text from what was declined', () => {
    expect(says('notAdopted', { leftOutOf: drafted, inEffect: drafted })).toEqual({
      says: 'leftOut',
      on: '2023-07-31',
    });
    expect(says('notAdopted', {})).toEqual({ says: 'declined', on: '2023-07-31' });
  });

  it('is not told by any session for what is older than all of them', () => {
    expect(says('provisional', undefined, true)).toEqual({ says: 'legacy' });
  });
});
