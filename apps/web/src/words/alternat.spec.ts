import { describe, expect, it } from '@jest/globals';
import { alternat } from './alternat.js';

describe('The sides', () => {
  it.each([
    [undefined, ['PK', 'CN']],
    ['PK', ['PK', 'CN']],
    ['CN', ['CN', 'PK']],
    ['IR', ['PK', 'CN']],
  ])('for a reader of %s are named in the order %j', (own, order) => {
    expect(alternat(['PK', 'CN'], own)).toEqual(order);
    expect(alternat([{ side: 'PK' }, { side: 'CN' }], own).map(({ side }) => side)).toEqual(order);
  });
});
