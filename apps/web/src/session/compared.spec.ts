import { describe, expect, it } from '@jest/globals';
import type { SessionRecord } from '../api/types.gen.js';
import { comparedIn, differs } from './compared.js';

const statement = (id: string, undertakings: string[] = []) => ({ id, undertakings, about: [] });
const version = (number: number, ...statementIds: string[]) => ({ version: number, statementIds });
const session = (given: object) =>
  ({
    statements: [statement('s1', ['c1']), statement('s2'), statement('s3')],
    ...given,
  }) as unknown as SessionRecord;

const signed = session({
  minutes: {
    versions: [version(1, 's1', 's2'), version(2, 's1', 's2'), version(3, 's1', 's3')],
    inEffect: { version: 3 },
  },
  differences: [
    { from: 'said', to: 1, changed: [] },
    { from: 1, to: 2, changed: [] },
    { from: 2, to: 3, changed: [{ commitmentId: 'c1', field: 'due' }] },
  ],
  draftAgainstSigned: { from: 1, to: 3, changed: [] },
});

describe('The signed text against its draft', () => {
  it('has each statement of either text in the order of the session', () => {
    const compared = comparedIn(signed)!;
    expect([compared.from.version, compared.to.version]).toEqual([2, 3]);
    expect(compared.rows.map(({ statement: { id }, where }) => `${id} ${where}`)).toEqual([
      's1 both',
      's2 draftOnly',
      's3 signedOnly',
    ]);
    expect(compared.rows.filter(differs)).toHaveLength(3);
    expect(compared.rows[0]!.changed).toHaveLength(1);
  });

  it('can be held against the first draft', () => {
    expect(comparedIn(signed, true)!.from.version).toBe(1);
  });

  it('is not there while only one version is', () => {
    const one = session({
      minutes: { versions: [version(1, 's1')] },
      differences: [{ from: 'said', to: 1, changed: [] }],
    });
    expect(comparedIn(one)).toBeUndefined();
  });
});
