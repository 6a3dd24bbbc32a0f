import { describe, expect, it } from '@jest/globals';
import { kindOf } from '@jwg/platform';
import { problemTypes, uriOf, type ProblemType } from '../apps/api/src/problems/catalogue.js';
import { problemOf } from '../apps/api/src/problems/problem.js';
import { errors } from '../apps/api/src/testing/responses.js';
import { exitOf, exits } from '../apps/cli/src/failures.js';
import { kindOfProblem } from '../apps/cli/src/server.js';

/** Both apps are strangers to each other: what the one writes the other has to read. */
describe('The problem of a server', () => {
  const codes: Readonly<Record<ProblemType, number>> = {
    invalid: 2,
    'bad-as-of': 2,
    unauthenticated: 3,
    'not-allowed': 3,
    'not-found': 4,
    'timed-out': 1,
    refused: 3,
    'replay-refused': 3,
    stale: 3,
    'too-large': 2,
    'unsupported-media-type': 2,
    'key-reused': 3,
    'import-problems': 3,
    'if-match-missing': 3,
    'too-many-requests': 1,
    internal: 1,
    'no-brokers': 1,
    unavailable: 1,
    'not-yet-there': 1,
  };
  it.each(Object.entries(codes))('of the type %s ends the command line with %s', (type, code) => {
    expect(problemTypes).toHaveProperty([type]);
    expect(exitOf[kindOfProblem({ type: uriOf(type as ProblemType) })]).toBe(code);
  });

  it('is the same no as on this machine, unless the server itself has failed', () => {
    for (const error of errors) {
      const { type, status } = problemOf(error, 'id').problem;
      const here = exitOf[kindOf(error) ?? 'failed'];
      expect([error.name, exitOf[kindOfProblem({ type })]]).toEqual([error.name, status >= 500 ? exits.failed : here]);
    }
  });

  it('of a type that is not known yet has failed', () => {
    expect(kindOfProblem({ type: uriOf('internal').replace('internal', 'quite-new') })).toBe('failed');
    expect(kindOfProblem({})).toBe('failed');
  });
});
