import { describe, expect, it } from '@jest/globals';
import { answerFor, answersFor } from './succession.js';
import { evolve } from './state.js';
import { sample, sampleForum } from '../samples.js';

const succeeded = (...pairs: [string, string][]) =>
  pairs.reduce(
    (forum, [institution, by]) => evolve(forum, sample('InstitutionSucceeded', { institution, by })),
    sampleForum,
  );

describe('A succession', () => {
  it('leaves an institution that nobody succeeded as it is, also one that nobody registered', () => {
    expect(answersFor(sampleForum, 'pk-stza')).toBe('pk-stza');
    expect(answersFor(sampleForum, 'constructor')).toBe('constructor');
  });
  it('goes on to the last successor', () =>
    expect(answersFor(succeeded(['pk-stza', 'pk-most'], ['pk-most', 'pk-pec']), 'pk-stza')).toBe('pk-pec'));
  it('names a successor of two institutions once', () =>
    expect(
      answerFor(succeeded(['pk-stza', 'pk-most'], ['pk-pec', 'pk-most']), ['pk-stza', 'pk-pec', 'cn-cas']),
    ).toEqual(['pk-most', 'cn-cas']));
  it('comes to an end where a record says that two succeeded each other', () =>
    expect(answersFor(succeeded(['pk-stza', 'pk-most'], ['pk-most', 'pk-stza']), 'pk-stza')).toBe('pk-most'));
});
