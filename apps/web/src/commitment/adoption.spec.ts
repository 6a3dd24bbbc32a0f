import { describe, expect, it } from '@jest/globals';
import type { SessionRecord } from '../api/types.gen.js';
import { adoptionSays } from './adoption.js';

const why = (on: string): object => ({ why: { adoption: [{ occurredAt: { value: on } }] } });
const statement = 'jwg.2.s1';
const provisional = { adoption: 'provisional', legacy: false, statement, ...why('2022-04-20') } as never;
const session = (minutes: object, adoption = 'drafted') =>
  ({
    openedOn: '2022-04-20',
    statements: [{ id: statement, adoption }],
    minutes: { versions: [], signatures: [], ...minutes },
  }) as unknown as SessionRecord;
const draft = { version: 2, on: '2023-04-11', statementIds: [statement] };
const says = (record: never, origin: SessionRecord) => adoptionSays(record, origin, ['PK', 'CN']);

describe('Whether both sides stand by a commitment', () => {
  it('is told by the session that said it, while no minutes contain it', () => {
    expect(says(provisional, session({}))).toMatchObject({ says: 'said', ordinal: 2, on: '2022-04-20' });
    expect(says(provisional, session({ versions: [{ ...draft, statementIds: [] }] }))).toMatchObject({ says: 'said' });
  });

  it('is told by the draft and by who has signed it', () => {
    expect(says(provisional, session({ versions: [draft] }))).toEqual({
      says: 'drafted',
      version: 2,
      on: '2023-04-11',
    });
    const signed = { side: 'PK', version: 2, signedOn: '2023-05-01' };
    expect(says(provisional, session({ versions: [draft], signatures: [signed] }))).toMatchObject({
      says: 'oneSigned',
      side: 'PK',
      other: 'CN',
    });
    expect(says(provisional, session({ versions: [draft], signatures: [{ ...signed, void: true }] }))).toMatchObject({
      says: 'voided',
      side: 'PK',
      version: 2,
    });
  });

  it('tells what was left out of the signed text from what was declined', () => {
    const notAdopted = { adoption: 'notAdopted', statement, ...why('2023-07-31') } as never;
    expect(says(notAdopted, session({}, 'leftOut'))).toEqual({ says: 'leftOut', on: '2023-07-31' });
    expect(says(notAdopted, session({}, 'said'))).toEqual({ says: 'declined', on: '2023-07-31' });
  });

  it('is not told by any session for what is older than all of them', () => {
    expect(adoptionSays({ adoption: 'provisional', legacy: true, ...why('2017') } as never, undefined, [])).toEqual({
      says: 'legacy',
    });
  });
});
