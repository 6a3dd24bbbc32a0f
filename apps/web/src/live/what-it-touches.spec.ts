import { describe, expect, it } from '@jest/globals';
import { isTouched } from './what-it-touches.js';

describe('A change of cpec-jwg-st.2.c1', () => {
  it.each([
    ['/v1/commitments/cpec-jwg-st.2.c1', true],
    ['/v1/commitments/cpec-jwg-st.2.c1/timeline', true],
    ['/v1/sessions/cpec-jwg-st.2', true],
    ['/v1/forums/cpec-jwg-st/matrix', true],
    ['/v1/forums/cpec-jcc/matrix', true], // it may stand there by referral
    ['/v1/overview', true],
    ['/v1/sessions/cpec-jwg-st.3/report', true], // which may have reviewed it
    ['/v1/commitments/cpec-jwg-st.2.c10', false],
    ['/v1/sessions/cpec-jwg-st.1', false],
  ])('touches %s: %s', (path, touched) => {
    expect(isTouched(path, ['cpec-jwg-st.2.c1'])).toBe(touched);
  });
});
