import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { derivedId } from './derived-id.js';

describe('A derived id', () => {
  it('is the UUID of version 5 for every name and namespace', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.uuid(), (name, namespace) => {
        const inUtf8 = name.toWellFormed();
        expect(derivedId(inUtf8, namespace)).toBe(v5(inUtf8, namespace));
        expect(derivedId(inUtf8, namespace.toUpperCase())).toBe(v5(inUtf8, namespace));
      }),
    ));

  it.each(['', 'x', '0c3f4b9e-0000-4000-8000-00000000000', '0c3f4b9e-0000-4000-8000-00000000000g'])(
    'is not made in %j, which is no UUID',
    (namespace) => expect(() => derivedId('0', namespace)).toThrow(TypeError),
  );
});
