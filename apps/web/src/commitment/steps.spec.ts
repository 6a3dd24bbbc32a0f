import { describe, expect, it } from '@jest/globals';
import { stepsOf } from './steps.js';

const shown = (...given: Parameters<typeof stepsOf>) => stepsOf(...given).map(({ step, state }) => `${step} ${state}`);

describe('The steps of an axis', () => {
  it('tell a step that was never taken from one that was', () => {
    expect(shown('adoption', 'provisional', [{ to: 'provisional' }])).toEqual([
      'proposed skip',
      'provisional is',
      'adopted ahead',
    ]);
    expect(shown('adoption', 'adopted', [{ to: 'proposed' }, { to: 'provisional' }, { to: 'adopted' }])).toEqual([
      'proposed past',
      'provisional past',
      'adopted is',
    ]);
  });

  it('end with what became of it instead', () => {
    expect(shown('adoption', 'notAdopted', [{ to: 'proposed' }, { to: 'notAdopted' }])).toEqual([
      'proposed past',
      'provisional skip',
      'notAdopted is',
    ]);
    expect(shown('disposition', 'lapsed', [{ to: 'open' }, { to: 'lapsed' }])).toEqual(['open past', 'lapsed is']);
  });

  it('have a place for work on hold only where it was on hold', () => {
    expect(shown('implementation', 'onHold', [{ to: 'notStarted' }, { to: 'inProgress' }, { to: 'onHold' }])).toEqual([
      'notStarted past',
      'inProgress past',
      'onHold is',
      'reportedComplete ahead',
      'completed ahead',
    ]);
  });
});
