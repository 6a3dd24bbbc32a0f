import { describe, expect, it } from '@jest/globals';
import { inFamilies } from './in-families.js';

describe('Forums in families', () => {
  it('stand under their committee, and alone where it is not known at that moment', () => {
    const forums = [
      { id: 'group-a', parent: 'committee' },
      { id: 'committee' },
      { id: 'group-b', parent: 'later' },
      { id: 'team', parent: 'group-a' },
    ];
    expect(inFamilies(forums).map(({ forum, under }) => [forum.id, under])).toEqual([
      ['committee', false],
      ['group-a', true],
      ['team', true],
      ['group-b', false],
    ]);
  });
});
