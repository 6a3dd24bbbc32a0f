import { describe, expect, it } from '@jest/globals';
import { samples, stored, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { cite } from '../events/citation.js';
import { sessions } from './projection.js';

const id = 'cpec-jwg-st.2';
const scheduled = storedSample('SessionScheduled');
const opened = storedSample('SessionOpened', {}, 1);
const concluded = storedSample('SessionConcluded', {}, 5);
const drafted = storedSample('MinutesDrafted', {}, 6);
const begun = () => sessions.on.SessionScheduled!(undefined, scheduled, id);
const versionOf = (event: typeof drafted) => ({ ...event.data, on: '2022-04-20', ...cite(event) });

describe('The projection of sessions', () => {
  it('begins a row when the session is scheduled', () =>
    given(sessions)
      .when(scheduled)
      .then({
        [id]: {
          id,
          ...samples.SessionScheduled,
          phase: 'scheduled',
          coChairs: [],
          delegations: [],
          agenda: [],
          minutes: {},
          versions: [],
          comments: [],
          signatures: [],
          voidSignatures: [],
          begunAt: 0,
          annulled: [],
          refusals: [],
          openRefusals: [],
          corrections: [],
          agreedCorrections: [],
          additions: [],
          visibility: 'public',
        },
      }));

  it('follows the calendar: postponed, scheduled again, cancelled', () => {
    const postponed = storedSample('SessionPostponed', {}, 1);
    given(sessions, scheduled)
      .when(postponed)
      .thenChanged({ [id]: { phase: 'postponed' } });
    given(sessions, scheduled, postponed)
      .when(storedSample('SessionRescheduled', {}, 2))
      .thenChanged({ [id]: { phase: 'scheduled', plannedOn: '2022-04-21' } });
    given(sessions, scheduled)
      .when(storedSample('SessionCancelled', {}, 1))
      .thenChanged({ [id]: { phase: 'cancelled' } });
  });

  it('keeps the agenda, who came, and what was fixed for the next session', () => {
    given(sessions, scheduled)
      .when(storedSample('AgendaAgreed', {}, 1))
      .thenChanged({ [id]: { agenda: samples.AgendaAgreed.items } });
    given(sessions, scheduled)
      .when(opened)
      .thenChanged({ [id]: { phase: 'open', ...samples.SessionOpened } });
    given(sessions, scheduled, opened)
      .when(storedSample('NextSessionFixed', {}, 2))
      .thenChanged({ [id]: { nextSession: samples.NextSessionFixed } });
  });

  it('closes where the session was concluded', () =>
    given(sessions, scheduled, opened)
      .when(concluded)
      .thenChanged({ [id]: { phase: 'concluded', concludedOn: '2022-04-20', closedAt: 5 } }));

  it('closes later where a statement of the session takes effect after its conclusion', () => {
    for (const [type, statement] of [
      ['CommitmentRegistered', `${id}.s8`],
      ['CommitmentAccepted', `${id}.s17`],
      ['DueDateSet', `${id}.s8`],
      ['DueDateRevised', `${id}.s8`],
      ['WorkStarted', `${id}.s10`],
      ['CompletionReported', `${id}.s11`],
      ['CompletionConfirmed', `${id}.s20`],
      ['CompletionNotAccepted', `${id}.s20`],
      ['CommitmentCarriedOver', `${id}.s20`],
      ['CommitmentDeferred', `${id}.s20`],
      ['CommitmentReferred', `${id}.s15`],
      ['ReferralReturned', `${id}.s20`],
      ['CommitmentSuperseded', `${id}.s20`],
      ['CommitmentWithdrawn', `${id}.s20`],
      ['CommitmentLapsed', `${id}.s20`],
      ['CommitmentReopened', `${id}.s20`],
      ['OutcomeWaits', `${id}.s20`],
      ['EffectNotApplied', `${id}.s8`],
    ] as const)
      given(sessions, scheduled, opened, concluded)
        .when(storedSample(type, { statement }, 7))
        .thenChanged({ [id]: { closedAt: 7 } });
  });

  it('does not close by an effect that came before its conclusion, nor by what happens without a statement', () => {
    const effect = storedSample('WorkStarted', {}, 3);
    given(sessions, scheduled, opened).when(effect).thenNothing();
    given(sessions, scheduled, opened, concluded).when(effect).thenNothing();
    given(sessions, scheduled, opened, concluded)
      .when(storedSample('WorkStarted', { statement: undefined }, 7))
      .thenNothing();
  });

  it('closes by the refusal of a proposal that a statement of the session declined or withdrew', () => {
    const effect = (statementId: string) =>
      storedSample('CommitmentNotAdopted', { session: id, statement: statementId }, 7);
    for (const type of ['ProposalDeclined', 'ProposalWithdrawn'] as const) {
      const { statementId } = samples[type];
      given(sessions, scheduled, opened)
        .when(storedSample(type, {}, 2))
        .thenChanged({ [id]: { refusals: [statementId], openRefusals: [{ statement: statementId, effects: 1 }] } });
      given(sessions, scheduled, opened, storedSample(type, {}, 2), concluded)
        .when(effect(statementId))
        .thenChanged({ [id]: { closedAt: 7, openRefusals: [] } });
    }
  });

  it('expects an effect for each commitment that a statement declined, and remembers no more than 500 of them', () => {
    const declined = storedSample('ProposalDeclined', { commitments: [`${id}.c1`, `${id}.c2`] }, 2);
    const { statementId: statement } = declined.data;
    const effect = storedSample('CommitmentNotAdopted', { session: id, statement }, 3);
    given(sessions, scheduled, opened, declined)
      .when(effect)
      .thenChanged({ [id]: { openRefusals: [{ statement, effects: 1 }] } });
    const many = Array.from({ length: 501 }, (_, n) =>
      storedSample('ProposalDeclined', { statementId: `${id}.s${n + 1}` }, n + 2),
    );
    const row = many.reduce((it, event) => sessions.on.ProposalDeclined!(it, event, id), begun());
    expect(row!.openRefusals).toHaveLength(500);
    expect(row!.openRefusals[0]).toEqual({ statement: `${id}.s2`, effects: 1 });
  });

  it('does not close by what the signature leaves out: that comes after the session', () => {
    const omitted = { statement: `${id}.s16` };
    given(sessions, scheduled, opened, concluded)
      .when(storedSample('CommitmentNotAdopted', { session: id, ...omitted }, 7))
      .thenNothing();
    given(sessions, scheduled, opened, concluded)
      .when(storedSample('EffectNotApplied', { command: 'DeclineCommitment', ...omitted }, 7))
      .thenNothing();
  });

  it('is over when it was held on a day that nobody knows, and shows the day by which it was', () =>
    given(sessions, scheduled)
      .when(storedSample('SessionHeld', {}, 3))
      .thenChanged({ [id]: { phase: 'concluded', closedAt: 3, ...samples.SessionHeld } }));

  it('does not close later by what had waited', () =>
    given(sessions, scheduled, opened, concluded)
      .when(storedSample('CompletionConfirmed', { statement: `${id}.s20`, waited: true }, 7))
      .thenNothing());

  it('does not close later by what was learned late, because nobody knew that at its end', () => {
    const late = storedSample('DecisionTaken', { learnedLate: 'afterConclusion' }, 7);
    const { statementId } = samples.DecisionTaken;
    given(sessions, scheduled, opened, concluded)
      .when(late)
      .thenChanged({ [id]: { lateFrom: statementId } });
    given(sessions, scheduled, opened, concluded, late)
      .when(storedSample('CommitmentRegistered', { statement: statementId }, 8))
      .thenNothing();
  });

  it('keeps every version of the minutes, with the day of its draft', () => {
    const second = storedSample('MinutesDrafted', { version: 2 }, 7);
    given(sessions, scheduled)
      .when(drafted)
      .thenChanged({ [id]: { versions: [versionOf(drafted)] } });
    given(sessions, scheduled, drafted)
      .when(second)
      .thenChanged({ [id]: { versions: [versionOf(drafted), versionOf(second)] } });
  });

  it('keeps the comments of the sides, with their source', () => {
    const commented = storedSample('MinutesCommented', {}, 7);
    given(sessions, scheduled)
      .when(commented)
      .thenChanged({ [id]: { comments: [{ ...cite(commented), ...commented.data }] } });
  });

  it('keeps signatures, and forgets the agreement on a text when the text changes', () => {
    const agreed = storedSample('MinutesTextAgreed', {}, 7);
    const signed = storedSample('MinutesSignedBySide', {}, 8);
    const second = storedSample('MinutesDrafted', { version: 2 }, 9);
    const { digest: _, ...signature } = { ...cite(signed), ...signed.data };
    given(sessions, scheduled, drafted)
      .when(agreed)
      .thenChanged({ [id]: { minutes: { agreedVersion: 1 } } });
    given(sessions, scheduled, drafted, agreed)
      .when(signed)
      .thenChanged({ [id]: { signatures: [signature] } });
    given(sessions, scheduled, drafted, agreed, signed)
      .when(second)
      .thenChanged({
        [id]: {
          minutes: {},
          versions: [versionOf(drafted), versionOf(second)],
          signatures: [],
          voidSignatures: [{ ...signature, void: true }],
        },
      });
  });

  it('sets aside the signatures that a change of the record made void, and says why', () => {
    const signed = storedSample('MinutesSignedBySide', {}, 8);
    const { digest: _, ...signature } = { ...cite(signed), ...signed.data };
    const { because, statementId } = samples.SignaturesVoided;
    given(sessions, scheduled, drafted, storedSample('MinutesTextAgreed', {}, 7), signed)
      .when(storedSample('SignaturesVoided', {}, 9))
      .thenChanged({
        [id]: {
          minutes: {},
          signatures: [],
          voidSignatures: [{ ...signature, void: true, voidBecause: { because, statementId } }],
        },
      });
    given(sessions, scheduled, drafted, signed)
      .when(storedSample('SignaturesVoided', { version: 2 }, 9))
      .thenChanged({ [id]: {} });
  });

  it('sets aside a signature that was a mistake, and the text that bound by it binds no more', () => {
    const signed = storedSample('MinutesSignedBySide', {}, 8);
    const other = storedSample('MinutesSignedBySide', { side: 'CN' }, 9);
    const inEffect = storedSample('MinutesEnteredIntoEffect', {}, 10);
    const [{ digest: _d, ...mine }, { digest: _e, ...theirs }] = [
      { ...cite(signed), ...signed.data },
      { ...cite(other), ...other.data },
    ];
    const { reason } = samples.SignatureAnnulled;
    given(sessions, scheduled, drafted, signed, other, inEffect)
      .when(storedSample('SignatureAnnulled', { eventId: signed.id }, 11))
      .thenChanged({
        [id]: {
          signatures: [theirs],
          voidSignatures: [{ ...mine, void: true, voidBecause: { because: 'mistake', reason } }],
        },
      });
    given(sessions, scheduled, drafted, signed, other, inEffect)
      .when(storedSample('MinutesEffectTakenBack', {}, 12))
      .thenChanged({ [id]: { minutes: {} } });
  });

  it('binds from another day when the day of the later signature is corrected', () => {
    const signed = storedSample('MinutesSignedBySide', { signedOn: '2022-08-01' }, 8);
    const inEffect = storedSample('MinutesEnteredIntoEffect', {}, 9);
    const { version, digest } = inEffect.data;
    const corrected = storedSample(
      'RecordCorrected',
      { eventId: signed.id, field: 'signedOn', old: '2022-08-01', new: '2022-08-03' },
      10,
    );
    const { digest: _, ...signature } = { ...cite(signed), ...signed.data };
    const { eventId: corrects, ...correction } = corrected.data;
    given(sessions, scheduled, drafted, signed, inEffect)
      .when(corrected)
      .thenChanged({
        [id]: {
          minutes: { inEffect: { version, digest, on: '2022-08-03', ...cite(inEffect) } },
          signatures: [{ ...signature, signedOn: '2022-08-03' }],
          corrections: [{ ...cite(corrected), corrects, ...correction }],
        },
      });
  });

  it('is scheduled again when it was cancelled by mistake, and is none when it was entered by mistake', () => {
    given(sessions, scheduled, storedSample('SessionCancelled', {}, 1))
      .when(storedSample('SessionReinstated', {}, 2))
      .thenChanged({ [id]: { phase: 'scheduled' } });
    given(sessions, scheduled, opened, concluded)
      .when(storedSample('SessionAnnulled', {}, 6))
      .thenChanged({ [id]: { phase: 'unknown', openedOn: undefined, concludedOn: undefined, closedAt: undefined } });
  });

  it('keeps what was annulled in a session that was annulled, when its number is given again', () => {
    const annulled = storedSample('RecordAnnulled', {}, 2);
    const again = sessions.on.SessionScheduled!(
      { ...begun()!, annulled: [annulled.data.statementId], phase: 'unknown' },
      storedSample('SessionScheduled', {}, 4),
      id,
    );
    expect(again).toMatchObject({ phase: 'scheduled', annulled: [annulled.data.statementId], begunAt: 4 });
  });

  it('says which text binds, and from which day', () => {
    const inEffect = storedSample('MinutesEnteredIntoEffect', {}, 8);
    const { version, digest, on } = inEffect.data;
    given(sessions, scheduled, drafted)
      .when(inEffect)
      .thenChanged({ [id]: { minutes: { inEffect: { version, digest, on, ...cite(inEffect) } } } });
  });

  it('shows the corrected value of its own fields, and keeps the correction', () => {
    const { eventId, reason } = samples.RecordCorrected;
    const correct = (field: string, old: unknown, value: unknown) => {
      const event = storedSample('RecordCorrected', { field, old, new: value }, 2);
      return { event, corrections: [{ ...cite(event), corrects: eventId, field, old, new: value, reason }] };
    };
    const mode = correct('mode', 'virtual', 'hybrid');
    given(sessions, scheduled)
      .when(mode.event)
      .thenChanged({ [id]: { mode: 'hybrid', corrections: mode.corrections } });
    const venue = correct('venue', null, 'Beijing');
    given(sessions, scheduled)
      .when(venue.event)
      .thenChanged({ [id]: { venue: 'Beijing', corrections: venue.corrections } });
  });

  it('does not let a correction undo what a later event has set, nor change a field that is not its own', () => {
    const { eventId, reason } = samples.RecordCorrected;
    for (const [field, old] of [
      ['mode', 'inPerson'],
      ['text', { en: 'An exampel' }],
    ] as const) {
      const event = storedSample('RecordCorrected', { field, old, new: 'hybrid' }, 2);
      given(sessions, scheduled)
        .when(event)
        .thenChanged({
          [id]: { corrections: [{ ...cite(event), corrects: eventId, field, old, new: 'hybrid', reason }] },
        });
    }
  });

  it('lists the statements that were annulled', () =>
    given(sessions, scheduled)
      .when(storedSample('RecordAnnulled', {}, 2))
      .thenChanged({ [id]: { annulled: ['cpec-jwg-st.2.s8'] } }));

  it('makes no row of what follows where no session was scheduled', () => {
    for (const type of [
      'SessionOpened',
      'SessionConcluded',
      'MinutesDrafted',
      'RecordCorrected',
      'RecordAnnulled',
      'ProposalDeclined',
      'WorkStarted',
    ] as const)
      given(sessions).when(storedSample(type)).thenNothing();
  });

  it('takes no notice of other statements, nor of events in the stream of a forum', () => {
    given(sessions, scheduled)
      .when(storedSample('DecisionTaken', {}, 1))
      .thenNothing();
    given(sessions, scheduled)
      .when(stored({ type: 'SessionPostponed', data: samples.SessionPostponed }, 'forum-cpec-jwg-st', 1))
      .thenNothing();
  });
});
