import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, recorder, sample, samples, stored, uuid } from '../samples.js';
import { concluded, drafted, inEffect, opened, signedByPK, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { SessionEvent } from './events.js';

const reason = 'An example of a reason';
const decision = 'cpec-jwg-st.2.s8';
const first = 'cpec-jwg-st.1';
const third = 'cpec-jwg-st.3';
const eventId = uuid(1);

const move = (more: object = {}): SessionCommand => ({
  type: 'MoveStatements',
  data: { statementIds: [decision], to: third, reason, ...more },
});
const target = { phase: 'concluded', lastStatement: 4 } as const;
const facing = (more: Parameters<typeof context>[1] = {}, ...later: SessionEvent[]) => {
  const said = [sample('DecisionTaken'), sample('PositionReaffirmed'), sample('ProposalMade'), ...later];
  const history = said.map((event, n) => stored(event, 'session-cpec-jwg-st.2', n));
  return context(recorder, { history, sessions: { [first]: target, [third]: target }, ...more });
};
const left = (more: object = {}) =>
  sample('RecordAnnulled', {
    eventId,
    statementId: decision,
    reason,
    commitments: [],
    movedTo: `${third}.s5`,
    ...more,
  });

describe('A statement that was entered in the wrong session', () => {
  it('moves to the session in which it was made, and abandons none of its commitments', () =>
    given(session, ...concluded)
      .when(move(), facing())
      .then(left()));
  it('moves with all others that stand, in their order', () =>
    given(session, ...concluded)
      .when(move({ statementIds: undefined }), facing())
      .then(
        left(),
        left({ eventId: uuid(2), statementId: 'cpec-jwg-st.2.s1', movedTo: `${third}.s6` }),
        left({ eventId: uuid(3), statementId: 'cpec-jwg-st.2.s16', movedTo: `${third}.s7` }),
      ));
  it('is said no more where it had been entered', () =>
    given(session, ...concluded, left())
      .when(move(), facing())
      .thenRefused('STATEMENT_ANNULLED'));
  it('stays where it is when that is the right session', () =>
    given(session, ...concluded)
      .when(move({ to: 'cpec-jwg-st.2' }), facing())
      .thenNothing());
  it('voids the signature of a side that had signed it there', () =>
    given(session, ...signedByPK)
      .when(move(), facing())
      .then(left(), sample('SignaturesVoided', { because: 'annulled', statementId: decision })));
  it('stays when both sides have signed the minutes', () =>
    given(session, ...inEffect)
      .when(move(), facing())
      .thenRefused('SIGNED_TEXT'));
  it('stays when there is no such statement', () =>
    given(session, ...concluded)
      .when(move({ statementIds: ['cpec-jwg-st.2.s99'] }), facing())
      .thenRefused('UNKNOWN_STATEMENT'));
  it('moves only to a session of its forum that met and whose minutes are open', () => {
    const to = (it: string, sessions: NonNullable<Parameters<typeof context>[1]>['sessions']) =>
      given(session, ...concluded).when(move({ to: it }), facing({ sessions }));
    to('cpec-jcc.3', { 'cpec-jcc.3': target }).thenRefused('OTHER_FORUM');
    to(third, { [third]: { phase: 'scheduled' } }).thenRefused('SESSION_NOT_OPEN');
    to(third, { [third]: { ...target, inEffect: true } }).thenRefused('MINUTES_IN_EFFECT');
  });
  it('leaves no statement behind that names what it brought up', () => {
    const noted = sample('MatterNoted', { refersTo: ['cpec-jwg-st.2.c1'] });
    given(session, ...concluded, noted)
      .when(move(), facing())
      .thenRefused('BUILT_ON');
    given(session, ...concluded, noted)
      .when(move({ to: first }), facing())
      .then(left({ movedTo: `${first}.s5` }));
  });
  it('does not move behind a session that acted on what it brought up', () => {
    const started = stored(sample('WorkStarted', { statement: `${third}.s1` }), 'commitment-cpec-jwg-st.2.c1', 1);
    const fifth = 'cpec-jwg-st.5';
    given(session, ...concluded)
      .when(
        move({ to: fifth }),
        facing({ sessions: { [fifth]: target }, histories: new Map([['cpec-jwg-st.2.c1', [started]]]) }),
      )
      .thenRefused('BUILT_ON');
  });
  it('names nothing there that came up later, and puts nothing off to what was over', () => {
    const start = sample('ProjectInitiated', { starts: ['cpec-jwg-st.2.c1'] });
    given(session, ...concluded, start)
      .when(move({ statementIds: [start.data.statementId], to: first }), facing({}, start))
      .thenRefused('NOT_A_LATER_SESSION');
    const review = sample('CommitmentReviewed', { toSession: third });
    given(session, ...concluded, review)
      .when(move({ statementIds: [review.data.statementId] }), facing({}, review))
      .thenRefused('NOT_A_LATER_SESSION');
  });
});

describe('A session in which a moved statement was made', () => {
  const from = { statementId: 'cpec-jwg-st.1.s3', eventId, brings: [] };
  const takeOver: SessionCommand = {
    type: 'TakeOverStatement',
    data: {
      said: sample('MatterNoted', { refersTo: ['cpec-jwg-st.1.s2'] }),
      from,
      renumbered: { 'cpec-jwg-st.1.s2': decision },
    },
  };
  const here = (number: number) =>
    sample('MatterNoted', { statementId: `cpec-jwg-st.2.s${number}`, refersTo: [decision], movedFrom: from });

  it('gives it its next number, and the new ids of what it refers to', () => {
    given(session, ...opened)
      .when(takeOver, context(recorder))
      .then(here(1));
    given(session, ...spoken)
      .when(takeOver, context(recorder))
      .then(here(17));
  });
  it('takes it over once', () =>
    given(session, ...opened, here(1))
      .when(takeOver, context(recorder))
      .thenNothing());
  it('has a new version of its minutes drafted and signed', () => {
    given(session, ...signedByPK)
      .when(takeOver, context(recorder))
      .then(here(17), sample('SignaturesVoided', { because: 'added', statementId: here(17).data.statementId }));
    given(session, ...drafted, here(17))
      .when({ type: 'SignMinutes', data: samples.MinutesSignedBySide }, context(recorder))
      .thenRefused('DRAFT_OUTDATED');
  });
  it('can have it annulled, with the commitments that it had brought up', () => {
    const said = sample('DecisionTaken', {
      statementId: 'cpec-jwg-st.2.s17',
      undertakings: [{ ...samples.DecisionTaken.undertakings[0]!, commitmentId: 'cpec-jwg-st.1.c1' }],
      movedFrom: { ...from, brings: ['cpec-jwg-st.1.c1'] },
    });
    given(session, ...spoken, said)
      .when(
        { type: 'AnnulRecord', data: { eventId, reason } },
        context(recorder, { history: [stored(said, 'session-cpec-jwg-st.2')] }),
      )
      .then(
        sample('RecordAnnulled', {
          eventId,
          statementId: said.data.statementId,
          commitments: ['cpec-jwg-st.1.c1'],
          reason,
        }),
      );
  });
});
