import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, sample, secretariat, stored } from '../samples.js';
import { adopted } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const stream = 'commitment-cpec-jwg-st.2.c1';
const reason = 'Nobody has money for it';
const consent = sample('ConsentGiven', { side: 'PK', to: 'lapse', reason });
const life = [...adopted, consent];
const history = life.map((event, n) => stored(event, stream, n));
const lapse = (rule: string): CommitmentCommand => ({ type: 'LapseCommitment', data: { rule } });
const cn = context(secretariat('CN'), { history });

describe('What only both secretariats may do', () => {
  it('is recorded in words that both consented to', () => {
    given(commitment, ...life)
      .when(lapse('Pakistan broke its word'), cn)
      .thenRefused('OTHER_WORDS');
    given(commitment, ...life)
      .when(lapse(` ${reason} `), cn)
      .then(
        sample('ConsentGiven', { side: 'CN', to: 'lapse', reason: ` ${reason} ` }),
        sample('CommitmentLapsed', { by: 'secretariats', rule: ` ${reason} `, statement: undefined }),
      );
  });
});
