import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { initial as noForum } from '../forum/state.js';
import { context, recorder, sample, sampleForum, samples } from '../samples.js';
import { cancelled, concluded, opened, postponed, scheduled, signedByPK, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';

const clerk = context(recorder);
const reason = 'An example of a reason';
const schedule: SessionCommand = { type: 'ScheduleSession', data: samples.SessionScheduled };
const reschedule = (plannedOn: string): SessionCommand => ({ type: 'RescheduleSession', data: { plannedOn } });
const postpone: SessionCommand = { type: 'PostponeSession', data: { reason } };
const cancel: SessionCommand = { type: 'CancelSession', data: { reason } };
const agree: SessionCommand = { type: 'AgreeAgenda', data: samples.AgendaAgreed };
const open: SessionCommand = { type: 'OpenSession', data: samples.SessionOpened };
const openWith = (changes: object): SessionCommand => ({
  type: 'OpenSession',
  data: { ...samples.SessionOpened, ...changes },
});
const held: SessionCommand = { type: 'RecordHeldSession', data: samples.SessionHeld };
const fixNext: SessionCommand = { type: 'FixNextSession', data: samples.NextSessionFixed };
const conclude: SessionCommand = { type: 'ConcludeSession', data: samples.SessionConcluded };

describe('A session', () => {
  it('is scheduled', () => given(session).when(schedule, clerk).then(sample('SessionScheduled')));
  it('is scheduled as a sitting for another forum of the same two sides too', () => {
    const data = { ...samples.SessionScheduled, alsoServes: ['cpec-jcc'] };
    given(session)
      .when({ ...schedule, data }, clerk)
      .then({ type: 'SessionScheduled', data });
  });
  it.each([
    ['a forum of other sides', 'pk-us-jwg', 'OTHER_SIDES'],
    ['a forum that was not established', 'cpec-jwg-nowhere', 'UNKNOWN_FORUM'],
    ['its own forum once more', 'cpec-jwg-st', 'OTHER_FORUM'],
  ])('does not serve %s', (_, served, code) => {
    const forums = new Map([
      ['cpec-jwg-st', sampleForum],
      ['pk-us-jwg', { ...sampleForum, sides: ['PK', 'US'] }],
    ]);
    given(session)
      .when({ ...schedule, data: { ...samples.SessionScheduled, alsoServes: [served] } }, { ...clerk, forums })
      .thenRefused(code);
  });
  it('is rescheduled', () =>
    given(session, ...scheduled)
      .when(reschedule('2022-06'), clerk)
      .then({ type: 'SessionRescheduled', data: { from: '2022-04-20', plannedOn: '2022-06' } }));
  it('is rescheduled after it was postponed, even to the old date', () =>
    given(session, ...postponed)
      .when(reschedule('2022-04-20'), clerk)
      .then({ type: 'SessionRescheduled', data: { from: '2022-04-20', plannedOn: '2022-04-20' } }));
  it('is postponed', () =>
    given(session, ...scheduled)
      .when(postpone, clerk)
      .then({ type: 'SessionPostponed', data: { reason } }));
  it.each([scheduled, postponed])('is cancelled', (...life) =>
    given(session, ...life)
      .when(cancel, clerk)
      .then({ type: 'SessionCancelled', data: { reason } }),
  );
  it.each([scheduled, opened])('has its agenda agreed', (...life) =>
    given(session, ...life)
      .when(agree, clerk)
      .then(sample('AgendaAgreed')),
  );
  it.each([scheduled, postponed])('is opened', (...life) =>
    given(session, ...life)
      .when(open, clerk)
      .then(sample('SessionOpened')),
  );
  it.each([scheduled, postponed])('is known to have been held, on a day that nobody knows', (...life) =>
    given(session, ...life)
      .when(held, clerk)
      .then(sample('SessionHeld')),
  );
  it('is over then, without a second record of it', () =>
    given(session, ...scheduled, sample('SessionHeld'))
      .when(held, clerk)
      .thenNothing());
  it.each([opened, concluded])('has a day where it was opened on one', (...life) =>
    given(session, ...life)
      .when(held, clerk)
      .thenRefused('SESSION_HELD'),
  );
  describe('that was known only by its minutes', () => {
    const known = [...scheduled, sample('SessionHeld')];
    const dated = [...known, sample('SessionDated')];
    const day = { ...samples.SessionOpened, coChairs: [], delegations: [] };
    const openOn = (openedOn: string): SessionCommand => ({ type: 'OpenSession', data: { ...day, openedOn } });

    it('gets its day when that becomes known, and is over all the same', () => {
      given(session, ...known)
        .when(openOn('2022-04-20'), clerk)
        .then({ type: 'SessionDated', data: { openedOn: '2022-04-20' } });
      const { phase, openedOn } = fold(session, dated);
      expect([phase, openedOn]).toEqual(['concluded', '2022-04-20']);
    });
    it('keeps who was there, and takes who is named now', () => {
      const { coChairs } = samples.SessionOpened;
      given(session, ...known)
        .when({ type: 'OpenSession', data: { ...day, coChairs } }, clerk)
        .then({ type: 'SessionDated', data: { openedOn: day.openedOn, coChairs } });
    });
    it('gets its day once, then it is corrected', () => {
      given(session, ...dated)
        .when(openOn('2022-04-20'), clerk)
        .thenNothing();
      given(session, ...dated)
        .when(openOn('2022-04-19'), clerk)
        .thenRefused('ALREADY_OPEN');
    });
    it('met before the day by which it had been held, and before its minutes were signed', () => {
      given(session, ...known)
        .when(openOn('2022-06-01'), clerk)
        .thenRefused('CONCLUDED_BEFORE_OPENED');
      const signed = [...known, sample('MinutesDrafted'), sample('MinutesSignedBySide', { signedOn: '2022-04-01' })];
      given(session, ...signed)
        .when(openOn('2022-04-20'), clerk)
        .thenRefused('SIGNED_BEFORE_THE_SESSION');
    });
    it('gets its last day after that, once', () => {
      given(session, ...dated)
        .when(conclude, clerk)
        .then(sample('SessionConcluded'));
      given(session, ...dated, sample('SessionConcluded'))
        .when(conclude, clerk)
        .thenNothing();
      given(session, ...known)
        .when(conclude, clerk)
        .thenNothing();
    });
  });
  it('was not held after tomorrow', () =>
    given(session, ...scheduled)
      .when({ type: 'RecordHeldSession', data: { ...samples.SessionHeld, heldNotAfter: '2999' } }, clerk)
      .thenRefused('IN_THE_FUTURE'));
  it('was attended by its sides and their institutions', () => {
    const coChairs = [{ side: 'ZZ', name: 'N. N.', office: 'Minister' }];
    given(session, ...scheduled)
      .when({ type: 'RecordHeldSession', data: { ...samples.SessionHeld, coChairs } }, clerk)
      .thenRefused('UNKNOWN_SIDE');
  });
  it('fixes the next session', () =>
    given(session, ...opened)
      .when(fixNext, clerk)
      .then(sample('NextSessionFixed')));
  it.each([
    ['an earlier one', 1, {}, 'NOT_A_LATER_SESSION'],
    ['itself', 2, {}, 'NOT_A_LATER_SESSION'],
    ['one that was cancelled', 4, { 'cpec-jwg-st.4': { phase: 'cancelled' } }, 'NOT_TO_BE_HELD'],
  ] as const)('does not fix %s as the next session', (_, ordinal, sessions, code) =>
    given(session, ...opened)
      .when({ type: 'FixNextSession', data: { ordinal } }, context(recorder, { sessions }))
      .thenRefused(code),
  );
  it('is concluded', () =>
    given(session, ...opened)
      .when(conclude, clerk)
      .then(sample('SessionConcluded')));

  it.each([
    ['rescheduled to the same date', scheduled, reschedule('2022-04-20')],
    ['postponed', postponed, postpone],
    ['opened on the same day', opened, open],
    ['concluded', concluded, conclude],
  ] as const)('is not %s twice', (_, life, command) =>
    given(session, ...life)
      .when(command, clerk)
      .thenNothing(),
  );

  it('is scheduled once under its number', () =>
    given(session, ...scheduled)
      .when(schedule, clerk)
      .thenRefused('SESSION_EXISTS'));
  it('has a number from 1', () =>
    given(session)
      .when({ type: 'ScheduleSession', data: { ...samples.SessionScheduled, ordinal: 0 } }, clerk)
      .thenRefused('NOT_A_SESSION_NUMBER'));
  it('is scheduled only in a forum that was established', () =>
    given(session)
      .when(schedule, context(recorder, { forum: noForum }))
      .thenRefused('UNKNOWN_FORUM'));
  it('is scheduled only in a forum that is not dormant', () =>
    given(session)
      .when(schedule, context(recorder, { forum: { ...sampleForum, dormant: true } }))
      .thenRefused('FORUM_DORMANT'));
  it('is hosted only by a side of the forum', () =>
    given(session)
      .when({ type: 'ScheduleSession', data: { ...samples.SessionScheduled, hostSide: 'XX' } }, clerk)
      .thenRefused('UNKNOWN_SIDE'));
  it.each([reschedule('2022'), postpone, cancel, agree, open, fixNext, conclude])(
    'has to be scheduled before $type',
    (command) => given(session).when(command, clerk).thenRefused('UNKNOWN_SESSION'),
  );
  it.each([reschedule('2022'), postpone, cancel, agree, open, fixNext, conclude])(
    'stays cancelled: $type is refused',
    (command) =>
      given(session, ...cancelled)
        .when(command, clerk)
        .thenRefused('SESSION_CANCELLED'),
  );
  it.each([reschedule('2022'), postpone, cancel])('refuses $type once it was opened', (command) => {
    given(session, ...opened)
      .when(command, clerk)
      .thenRefused('SESSION_HELD');
    given(session, ...concluded)
      .when(command, clerk)
      .thenRefused('SESSION_HELD');
  });
  it.each([agree, open])('refuses $type once it was concluded', (command) =>
    given(session, ...concluded)
      .when(command, clerk)
      .thenRefused('SESSION_HELD'),
  );
  it('is not opened again on another day', () =>
    given(session, ...opened)
      .when(openWith({ openedOn: '2022-04-21' }), clerk)
      .thenRefused('ALREADY_OPEN'));
  it('is opened and concluded only on days that have come somewhere on earth', () => {
    const now = '2022-04-18T23:59:00.000Z';
    given(session, ...scheduled)
      .when(open, context(recorder, { now }))
      .thenRefused('IN_THE_FUTURE');
    given(session, ...opened)
      .when(conclude, context(recorder, { now }))
      .thenRefused('IN_THE_FUTURE');
    given(session, ...scheduled)
      .when(open, context(recorder, { now: '2022-04-19T00:00:00.000Z' }))
      .then(sample('SessionOpened'));
    given(session, ...scheduled)
      .when(openWith({ openedOn: '2022' }), context(recorder, { now }))
      .then(sample('SessionOpened', { openedOn: '2022' }));
    given(session, ...scheduled)
      .when(openWith({ openedOn: '2022-05' }), context(recorder, { now }))
      .thenRefused('IN_THE_FUTURE');
  });
  it('is not concluded on a day before its opening, as far as the dates are known', () => {
    const on = (concludedOn: string): SessionCommand => ({ type: 'ConcludeSession', data: { concludedOn } });
    for (const concludedOn of ['2022-04-19', '2022-03', '2021'])
      given(session, ...opened)
        .when(on(concludedOn), clerk)
        .thenRefused('CONCLUDED_BEFORE_OPENED');
    for (const concludedOn of ['2022-04-20', '2022-04', '2022'])
      given(session, ...opened)
        .when(on(concludedOn), clerk)
        .then({ type: 'SessionConcluded', data: { concludedOn } });
  });
  it('is chaired only by the sides of the forum', () =>
    given(session, ...scheduled)
      .when(openWith({ coChairs: [{ side: 'XX', name: 'a', office: 'b' }] }), clerk)
      .thenRefused('UNKNOWN_SIDE'));
  it('is attended only by the sides of the forum', () =>
    given(session, ...scheduled)
      .when(openWith({ delegations: [{ side: 'XX', members: [] }] }), clerk)
      .thenRefused('UNKNOWN_SIDE'));
  it('is attended only by registered institutions', () =>
    given(session, ...scheduled)
      .when(openWith({ delegations: [{ side: 'PK', members: ['pk-nobody'] }] }), clerk)
      .thenRefused('UNKNOWN_INSTITUTION'));
  it.each([scheduled, concluded])('fixes the next session only while it is open', (...life) =>
    given(session, ...life)
      .when(fixNext, clerk)
      .thenRefused('SESSION_NOT_OPEN'),
  );
  it.each([scheduled, postponed])('is not concluded before it was opened', (...life) =>
    given(session, ...life)
      .when(conclude, clerk)
      .thenRefused('SESSION_NOT_OPEN'),
  );
});

describe('A session that was entered by mistake', () => {
  const because = { reason };
  const reinstate: SessionCommand = { type: 'ReinstateSession', data: because };
  const annul: SessionCommand = { type: 'AnnulSession', data: because };

  it('as cancelled is scheduled again, and can be opened', () => {
    given(session, ...cancelled)
      .when(reinstate, clerk)
      .then(sample('SessionReinstated', because));
    given(session, ...cancelled, sample('SessionReinstated'))
      .when({ type: 'OpenSession', data: samples.SessionOpened }, clerk)
      .then(sample('SessionOpened'));
    given(session, ...scheduled)
      .when(reinstate, clerk)
      .thenNothing();
    given(session, ...opened)
      .when(reinstate, clerk)
      .thenRefused('SESSION_HELD');
  });
  it('is annulled, and its number is free', () => {
    given(session, ...opened)
      .when(annul, clerk)
      .then(sample('SessionAnnulled', because));
    given(session, ...opened, sample('SessionAnnulled'))
      .when({ type: 'ScheduleSession', data: samples.SessionScheduled }, clerk)
      .then(sample('SessionScheduled'));
    given(session, ...opened, sample('SessionAnnulled'))
      .when(annul, clerk)
      .thenRefused('UNKNOWN_SESSION');
  });
  it('stays while something was said in it, or signed', () => {
    given(session, ...spoken)
      .when(annul, clerk)
      .thenRefused('HAS_STATEMENTS');
    given(session, ...signedByPK)
      .when(annul, clerk)
      .thenRefused('SIGNED_TEXT');
  });
  it('never gives the number of a statement twice', () => {
    const note = { text: { en: 'Noted' }, speaker: { kind: 'joint' as const }, refersTo: [] };
    const said = sample('MatterNoted', { statementId: 'cpec-jwg-st.2.s1' });
    const gone = sample('RecordAnnulled', { statementId: 'cpec-jwg-st.2.s1', commitments: [] });
    given(session, ...opened, said, gone, sample('SessionAnnulled'), ...opened)
      .when(
        {
          type: 'RecordStatements',
          data: { session: 'cpec-jwg-st.2', statements: [{ type: 'MatterNoted', data: note }] },
        },
        clerk,
      )
      .then({ type: 'MatterNoted', data: { statementId: 'cpec-jwg-st.2.s2', ...note } });
  });
});
