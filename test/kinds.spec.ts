import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, exitOf, kindOfProblem, problemTypes, uriOf, type ProblemType } from '@jwg/platform';
import { problemOf } from '../apps/api/src/problems/problem.js';
import { errors } from '../apps/api/src/testing/responses.js';

/** Both apps are strangers to each other: what the one writes the other has to read. */
describe('The problem of a server', () => {
  const codes: Readonly<Record<ProblemType, number>> = {
    invalid: 2,
    'bad-as-of': 2,
    unauthenticated: 3,
    'not-allowed': 3,
    'cross-site': 3,
    'sign-in-failed': 3,
    'not-found': 4,
    'timed-out': 5,
    refused: 3,
    implausible: 3,
    'replay-refused': 3,
    'link-late': 3,
    'link-used': 3,
    stale: 3,
    'too-large': 2,
    'unsupported-media-type': 2,
    'key-reused': 3,
    'import-problems': 3,
    'if-match-missing': 3,
    'too-many-requests': 5,
    internal: 1,
    'no-brokers': 2,
    unavailable: 5,
    'not-yet-there': 5,
  };
  it.each(Object.entries(codes))('of the type %s ends the command line with %s', (type, code) => {
    expect(Object.keys(codes)).toEqual(Object.keys(problemTypes));
    expect(exitOf[kindOfProblem({ type: uriOf(type as ProblemType) })]).toBe(code);
  });

  it('ends the command line with the same code as the same error on this machine', () => {
    for (const error of errors) {
      const { type } = problemOf(error, 'id').problem;
      expect([error.name, exitOf[kindOfProblem({ type })]]).toEqual([error.name, exitCodeOf(error)]);
    }
  });

  it('of a type that is not known yet has failed', () => {
    expect(kindOfProblem({ type: uriOf('internal').replace('internal', 'quite-new') })).toBe('failed');
    expect(kindOfProblem({})).toBe('failed');
  });
});
