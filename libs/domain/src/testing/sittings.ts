import { sample } from '../samples.js';
import type { SessionEvent } from '../session/events.js';

// Histories of one session (`cpec-jwg-st.2`). Each ends at the moment that it is named after.
type Sitting = readonly SessionEvent[];

export const scheduled: Sitting = [sample('SessionScheduled')];
export const postponed: Sitting = [...scheduled, sample('SessionPostponed')];
export const cancelled: Sitting = [...scheduled, sample('SessionCancelled')];
export const opened: Sitting = [...scheduled, sample('SessionOpened')];
/** A position (s1), a decision (s8: c1, c2) and a proposal (s16: c6) have been recorded. */
export const spoken: Sitting = [
  ...opened,
  sample('PositionReaffirmed'),
  sample('DecisionTaken'),
  sample('ProposalMade'),
];
export const concluded: Sitting = [...spoken, sample('SessionConcluded')];
/** Version 1: s1 and s8, with changes; the proposal is left out. */
export const drafted: Sitting = [...concluded, sample('MinutesDrafted')];
export const signedByPK: Sitting = [...drafted, sample('MinutesSignedBySide')];
export const inEffect: Sitting = [
  ...signedByPK,
  sample('MinutesSignedBySide', { side: 'CN', signedOn: '2022-08-01' }),
  sample('MinutesEnteredIntoEffect'),
];
