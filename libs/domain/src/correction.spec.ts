import { describe, expect, it } from '@jest/globals';
import { correctedTo } from './correction.js';
import { sample } from './samples.js';

const to = (field: string, value: unknown) => () =>
  correctedTo(sample('SessionScheduled'), { eventId: '', field, new: value, reason: '' }, [
    'mode',
    'venue',
    'alsoServes',
  ]);

describe('A correction whose new value does not fit', () => {
  it('is told what has to stand there', () =>
    expect(to('mode', 'byLetter')).toThrow('The new value does not fit: mode must be'));
  it('is told where in the value it is', () =>
    expect(to('alsoServes', ['cpec-jcc', 'No id'])).toThrow('The new value does not fit: alsoServes.1 must be'));
});
