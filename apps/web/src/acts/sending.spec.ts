import { describe, expect, it } from '@jest/globals';
import { Problem } from '../api/problem.js';
import { stageAfter } from './sending.js';

const problem = (kind: string, status: number) => new Problem(kind, status, 'No', undefined);

describe('After a problem a form', () => {
  it.each([
    ['refused', 409, 'refused'],
    ['invalid', 400, 'refused'],
    ['stale', 412, 'stale'],
    ['key-reused', 422, 'recordedBefore'],
    ['unauthenticated', 401, 'signedOut'],
    ['cross-site', 403, 'signedOut'],
    ['no-answer', 0, 'unknown'],
    ['internal', 500, 'unknown'],
    ['unavailable', 503, 'unknown'],
  ])('that ended in %s (%i) is %s', (kind, status, at) => {
    expect(stageAfter(problem(kind, status)).at).toBe(at);
  });

  it('that was sent again after a sign-in is refused, when it is not from this page even so', () => {
    expect(stageAfter(problem('cross-site', 403), {}, true).at).toBe('refused');
    expect(stageAfter(problem('unauthenticated', 401), { first: true }, true)).toEqual({
      at: 'signedOut',
      how: { first: true },
    });
  });
});
