import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { context, recorder, sample, samples, storedSample } from '../samples.js';
import { cancelled, opened, scheduled } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { SessionEvent } from './events.js';

const clerk = context(recorder);
const reason = 'An example of a reason';
const data = { ...samples.SessionScheduled, alsoServes: ['cpec-jcc'], numbers: { 'cpec-jcc': 6 } };
const sitting: SessionEvent = { type: 'SessionScheduled', data };
const give = (to: string): SessionCommand => ({ type: 'GiveNumber', data: { number: 'cpec-jcc.6', to } });
const free = (from: string): SessionCommand => ({ type: 'FreeNumber', data: { from } });
const to = 'cpec-jwg-st.2';
const given6 = sample('NumberGiven', { to });

describe('A sitting for several forums', () => {
  it('has a number of its own in each that counts it', () =>
    given(session).when({ type: 'ScheduleSession', data }, clerk).then(sitting));

  it('has no number in a forum that it does not serve', () =>
    given(session)
      .when({ type: 'ScheduleSession', data: { ...data, numbers: { 'cpec-jwg-se': 1 } } }, clerk)
      .thenRefused('OTHER_FORUM'));

  it.each([
    ['a wrong one', { 'cpec-jcc': 7 }],
    ['one that it never had there', {}],
  ])('has its number in another forum corrected, where it is %s', (_, numbers) => {
    const history = [storedSample('SessionScheduled', data)];
    const correction = { eventId: history[0]!.id, field: 'numbers', new: numbers, reason };
    const asked = { ...clerk, history };
    const corrected: SessionEvent = {
      type: 'RecordCorrected',
      data: { ...correction, old: { 'cpec-jcc': 6 } },
    };
    given(session, sitting).when({ type: 'CorrectRecord', data: correction }, asked).then(corrected);
    expect(fold(session, [sitting, corrected]).numbers).toEqual(numbers);
    given(session, sitting)
      .when({ type: 'CorrectRecord', data: { ...correction, new: { 'cpec-jwg-se': 1 } } }, asked)
      .thenRefused('OTHER_FORUM');
    given(session, sitting)
      .when({ type: 'CorrectRecord', data: { ...correction, new: { 'cpec-jcc': 0 } } }, asked)
      .thenRefused('NOT_CORRECTABLE');
  });
});

describe('A number of a forum', () => {
  it('is that of a sitting which another forum holds, until that one loses it', () => {
    given(session).when(give(to), clerk).then(given6);
    given(session, given6).when(free(to), clerk).then({ type: 'NumberGiven', data: {} });
    given(session, given6, { type: 'NumberGiven', data: {} })
      .when(give('cpec-jwg-sed.4'), clerk)
      .then(sample('NumberGiven', { to: 'cpec-jwg-sed.4' }));
  });

  it('is given once, and freed only by the sitting that has it', () => {
    given(session, given6).when(give(to), clerk).thenNothing();
    given(session, given6).when(free('cpec-jwg-sed.4'), clerk).thenNothing();
    given(session).when(free(to), clerk).thenNothing();
  });

  it('is not given to a second sitting, nor where the forum has a session under it', () => {
    given(session, given6).when(give('cpec-jwg-sed.4'), clerk).thenRefused('SESSION_EXISTS');
    for (const life of [scheduled, opened, cancelled])
      given(session, ...life)
        .when(give(to), clerk)
        .thenRefused('SESSION_EXISTS');
    given(session, ...scheduled, sample('SessionAnnulled'))
      .when(give(to), clerk)
      .then(given6);
  });

  it('is not given in a forum that was not established', () =>
    given(session)
      .when(give(to), context(recorder, { forum: { ...clerk.forum, established: false } }))
      .thenRefused('UNKNOWN_FORUM'));

  it('is that of no further session, and whoever acts on it is told the sitting', () => {
    given(session, given6)
      .when({ type: 'ScheduleSession', data: samples.SessionScheduled }, clerk)
      .thenRefused('SESSION_EXISTS');
    for (const command of [
      { type: 'OpenSession', data: samples.SessionOpened },
      { type: 'AgreeMinutesText', data: samples.MinutesTextAgreed },
      { type: 'MoveStatements', data: { to: 'cpec-jcc.7', reason } },
    ] as SessionCommand[])
      given(session, given6).when(command, clerk).thenRefused('UNKNOWN_SESSION');
  });
});
