import { afterEach, expect, it, jest } from '@jest/globals';
import { readerOf } from './reader.js';

afterEach(() => void jest.restoreAllMocks());

it('A reader says on the console why a record is put aside, and on which topic', () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  const reader = readerOf({ on: {} } as never, new AbortController().signal);
  reader.aside(new Error('cannot bear it'), 'jwg.dead-letter.readers');
  reader.trouble(new Error('no broker'));
  expect(said.mock.calls).toEqual([
    ['@jwg/subscriber: cannot bear it (put aside on jwg.dead-letter.readers)'],
    ['@jwg/subscriber: no broker'],
  ]);
});
