import { describe, expect, it } from '@jest/globals';
import { reasonOf } from './starting.js';

describe('The reason why a program could not start', () => {
  it('is the message, with the cause where the message does not name it', () => {
    const cause = new Error('the database jwg does not exist');
    expect(reasonOf(new Error('PostgreSQL does not answer', { cause }))).toBe(
      'PostgreSQL does not answer: the database jwg does not exist',
    );
  });

  it('names a cause once, and leaves an empty one out', () => {
    const cause = new Error('file is not a database');
    const message = 'followers.db cannot be used: file is not a database. Restore it.';
    expect(reasonOf(new Error(message, { cause }))).toBe(message);
    expect(reasonOf(new Error('no', { cause: new Error('') }))).toBe('no');
  });
});
