import { describe, expect, it } from '@jest/globals';
import { type ReviewOutcome, type StatementEvent } from '@jwg/domain';
import { sample, samples, stored, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { act, said } from '../testing/mention.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { commitments } from './projection.js';
import { counted, mentionsOf } from './mentions.js';
import { unregistered, type WholeCommitment } from './row.js';

const id = 'cpec-jwg-st.2.c1';
const registered = storedSample('CommitmentRegistered');
const changes = (row: Partial<WholeCommitment>) => ({ [id]: row });

describe('What a session did to a commitment', () => {
  const kinds: [StatementEvent['type'], WhatTheSessionDid, object?][] = [
    ['DecisionTaken', 'introduced', { undertakings: samples.DecisionTaken.undertakings.slice(0, 1) }],
    ['UndertakingAgreed', 'introduced', { undertakings: samples.DecisionTaken.undertakings.slice(0, 1) }],
    ['ProjectInitiated', 'started'],
    ['InstrumentSigned', 'completionReported', { fulfils: id, refersTo: [] }],
    ['BodyEstablished', 'completionReported', { fulfils: id }],
    ['DirectionGiven', 'directed', { undertakings: [], refersTo: [id] }],
    ['RequestMade', 'requested', { undertakings: [], refersTo: [id] }],
    ['RecommendationMade', 'recommended'],
    ['ProposalMade', 'proposed', { undertakings: samples.DecisionTaken.undertakings.slice(0, 1) }],
    ['ProposalAccepted', 'accepted', { commitments: [id] }],
    ['ProposalDeclined', 'declined', { commitments: [id] }],
    ['ProposalWithdrawn', 'withdrawn', { commitments: [id] }],
    ['CommitmentReviewed', 'carriedOver', { commitmentId: id }],
    ['ProgressAppreciated', 'appreciated', { refersTo: [id] }],
    ['OutcomeCommended', 'commended', { refersTo: [id] }],
    ['AchievementAcknowledged', 'acknowledged', { refersTo: [id] }],
    ['ConcernExpressed', 'concern', { refersTo: [id] }],
    ['MatterNoted', 'noted', { refersTo: [id] }],
    ['PositionReaffirmed', 'reaffirmed', { refersTo: [id] }],
    ['HopeExpressed', 'hoped', { refersTo: [id] }],
    ['StatementInsertedBySide', 'reservation', { refersTo: [id] }],
  ];
  it.each(kinds)('by %s is called %s', (type, word, more = {}) => {
    const event = stored({ type, data: { ...samples[type], ...more } } as StatementEvent, 'session-cpec-jwg-st.2', 1);
    given(commitments, registered)
      .when(event)
      .thenChanged(changes(said(act(event, word))));
  });

  const outcomes: [ReviewOutcome, WhatTheSessionDid][] = [
    ['completionConfirmed', 'completed'],
    ['completionNotAccepted', 'completionNotAccepted'],
    ['carriedOver', 'carriedOver'],
    ['dateRevised', 'dateRevised'],
    ['deferred', 'deferred'],
    ['superseded', 'superseded'],
    ['withdrawn', 'withdrawn'],
    ['lapsed', 'lapsed'],
    ['reopened', 'reopened'],
    ['referred', 'referred'],
    ['referralReturned', 'referralReturned'],
  ];
  it.each(outcomes)('by a review with the outcome %s is called %s', (outcome, word) => {
    const reviewed = storedSample('CommitmentReviewed', { commitmentId: id, outcome }, 1);
    given(commitments, registered)
      .when(reviewed)
      .thenChanged(changes(said(act(reviewed, word))));
  });

  it('is called mentioned where an operative statement about something else names it', () => {
    const decision = storedSample('DecisionTaken', { undertakings: [], refersTo: [id] }, 1);
    given(commitments, registered)
      .when(decision)
      .thenChanged(changes(said(act(decision, 'mentioned'))));
  });

  it('is kept for every commitment that a statement names, registered or not', () => {
    const decision = storedSample('DecisionTaken', {}, 1);
    const second = 'cpec-jwg-st.2.c2';
    const acts = said(act(decision, 'introduced'));
    given(commitments)
      .when(decision)
      .then({
        [id]: { ...unregistered(id), ...acts },
        [second]: { ...unregistered(second), ...acts },
      });
  });

  it('is kept session by session, in the order in which it was said', () => {
    const noted = storedSample('MatterNoted', { refersTo: [id] }, 1);
    const hoped = storedSample('HopeExpressed', { refersTo: [id] }, 2);
    const later = stored(
      sample('ConcernExpressed', { statementId: 'cpec-jcc.11.s1', refersTo: [id] }),
      'session-cpec-jcc.11',
      3,
    );
    const [first, second, third] = [act(noted, 'noted'), act(hoped, 'hoped'), act(later, 'concern')] as const;
    given(commitments, registered, noted)
      .when(hoped)
      .thenChanged(changes(said(first, second)));
    given(commitments, registered, noted, hoped)
      .when(later)
      .thenChanged(changes(said(first, second, third)));
    const both = { session: 'cpec-jwg-st.2', did: [first, second] };
    expect(mentionsOf([first, second])).toEqual([both]);
    expect(mentionsOf([first, third, second])).toEqual([both, { session: 'cpec-jcc.11', did: [third] }]);
    expect(counted(mentionsOf([first, third, second]), new Set([third.statement, first.statement]))).toEqual([
      { session: 'cpec-jwg-st.2', did: [second] },
    ]);
  });

  it('is remembered as the last of its forum by the order of the sessions, not of the record', () => {
    const later = storedSample('MatterNoted', { refersTo: [id], statementId: 'cpec-jwg-st.5.s1' }, 1);
    const earlier = storedSample('HopeExpressed', { refersTo: [id], statementId: 'cpec-jwg-st.4.s1' }, 2);
    given(commitments, registered, later)
      .when(earlier)
      .thenChanged(changes({ acts: [act(later, 'noted'), act(earlier, 'hoped')] }));
  });

  it('is nothing by what opens a session, by its minutes, or by a statement about other matters', () => {
    given(commitments, registered)
      .when(storedSample('SessionOpened', {}, 1))
      .thenNothing();
    given(commitments, registered)
      .when(storedSample('MinutesEnteredIntoEffect', {}, 1))
      .thenNothing();
    given(commitments, registered)
      .when(storedSample('HopeExpressed', {}, 1))
      .thenNothing();
  });
});
