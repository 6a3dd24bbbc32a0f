import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { initial as noForum } from '../forum/state.js';
import { context, policy, recorder, sample, samples } from '../samples.js';
import { adopted, notAdopted, proposed, provisional, withdrawn } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const bySession = context(policy);
const later = 'cpec-jwg-st.3.s4';
const registered = samples.CommitmentRegistered;
const register = { type: 'RegisterCommitment', data: registered } as const;
const accept = { type: 'AcceptCommitment', data: { statement: later } } as const;
const notAdoptedHere = { ...samples.CommitmentNotAdopted, session: 'cpec-jwg-st.2', statement: 'cpec-jwg-st.2.s8' };
const decline = { type: 'DeclineCommitment', data: notAdoptedHere } as const;
const omit = { type: 'DeclineCommitment', data: { ...notAdoptedHere, omitted: true } } as const;
const adopt: CommitmentCommand = { type: 'AdoptCommitment', data: { ...samples.CommitmentAdopted, diff: [] } };
const legacy = (changes: Partial<typeof registered> = {}) =>
  ({
    type: 'RegisterLegacyCommitment',
    data: { ...registered, commitmentId: 'cpec-jwg-st.0.c1', ...changes },
  }) as const;

describe('A commitment', () => {
  it('T1: is proposed when one side proposes it', () => {
    const data = { ...registered, adoption: 'proposed', proposedBy: 'PK' } as const;
    given(commitment)
      .when({ ...register, data }, bySession)
      .then({ type: 'CommitmentRegistered', data });
  });
  it('T2: is provisional when the forum decides on it', () =>
    given(commitment).when(register, bySession).then(sample('CommitmentRegistered')));
  it('T2: becomes provisional when the proposal is accepted', () =>
    given(commitment, ...proposed)
      .when(accept, bySession)
      .then({ type: 'CommitmentAccepted', data: { statement: later } }));
  it('T2: becomes provisional when a later decision takes the proposal up', () =>
    given(commitment, ...proposed)
      .when({ ...register, data: { ...registered, statement: later } }, bySession)
      .then({ type: 'CommitmentAccepted', data: { statement: later } }));
  it('T2: is provisional when it is older than the recorded sessions', () =>
    given(commitment)
      .when(legacy(), context(recorder))
      .then(sample('CommitmentRegistered', { commitmentId: 'cpec-jwg-st.0.c1', legacy: true })));
  it('T3: is not adopted when the proposal is declined or withdrawn', () =>
    given(commitment, ...proposed)
      .when({ type: 'DeclineCommitment', data: samples.CommitmentNotAdopted }, bySession)
      .then(sample('CommitmentNotAdopted')));
  it('T4: is adopted as it was said', () =>
    given(commitment, ...provisional)
      .when(adopt, bySession)
      .then(sample('CommitmentAdopted')));
  it('T4: is adopted with the changes of the signed text', () =>
    given(commitment, ...provisional)
      .when({ type: 'AdoptCommitment', data: samples.CommitmentAdoptedWithChanges }, bySession)
      .then(sample('CommitmentAdoptedWithChanges')));
  it('T5: is not adopted when the signed text leaves it out', () =>
    given(commitment, ...provisional)
      .when(omit, bySession)
      .then({ type: 'CommitmentNotAdopted', data: notAdoptedHere }));
  it('T5: is known and not adopted when it was brought up by a statement that was learned after the signatures', () =>
    given(commitment)
      .when({ type: 'RegisterLeftOut', data: registered }, bySession)
      .then(sample('CommitmentRegistered'), {
        type: 'CommitmentNotAdopted',
        data: { ...notAdoptedHere, reason: 'The statement is not in the text that both sides signed.' },
      }));
  it.each([proposed, provisional, adopted, notAdopted])(
    'T5: stays as it is when a statement that was learned after the signatures takes it up',
    (...life) =>
      given(commitment, ...life)
        .when({ type: 'RegisterLeftOut', data: { ...registered, statement: later } }, bySession)
        .thenNothing(),
  );
  it('T5: stays when the signed text leaves it out but another session has accepted it meanwhile', () => {
    const accepted = [...proposed, sample('CommitmentAccepted', { statement: later })];
    given(commitment, ...accepted)
      .when(omit, bySession)
      .thenNothing();
    given(commitment, ...accepted, sample('CommitmentAdopted', { session: 'cpec-jwg-st.3' }))
      .when(omit, bySession)
      .thenRefused('NOT_PROPOSED');
    given(commitment, ...accepted)
      .when({ ...omit, data: { ...omit.data, session: 'cpec-jwg-st.3', statement: later } }, bySession)
      .then(sample('CommitmentNotAdopted', { ...notAdoptedHere, session: 'cpec-jwg-st.3', statement: later }));
  });
  it('is not declined once another session has accepted it', () =>
    given(commitment, ...proposed, sample('CommitmentAccepted', { statement: later }))
      .when(decline, bySession)
      .thenRefused('NOT_PROPOSED'));

  it('T4: has its adoption confirmed by the signed text of each further session, once', () => {
    const confirmed = sample('AdoptionConfirmed');
    const again: CommitmentCommand = { type: 'AdoptCommitment', data: { ...samples.AdoptionConfirmed, diff: [] } };
    given(commitment, ...adopted)
      .when(again, bySession)
      .then(confirmed);
    given(commitment, ...adopted, confirmed)
      .when(again, bySession)
      .thenNothing();
  });

  it('is registered once by its statement', () =>
    given(commitment, ...provisional)
      .when(register, bySession)
      .thenNothing());
  it('is not accepted twice', () =>
    given(commitment, ...provisional)
      .when(accept, bySession)
      .thenNothing());
  it('is not declined twice', () =>
    given(commitment, ...notAdopted)
      .when(decline, bySession)
      .thenNothing());
  it('is not adopted twice', () =>
    given(commitment, ...adopted)
      .when(adopt, bySession)
      .thenNothing());

  it('is not proposed a second time by another statement', () =>
    given(commitment, ...proposed)
      .when({ ...register, data: { ...registered, adoption: 'proposed', statement: later } }, bySession)
      .thenRefused('ALREADY_REGISTERED'));
  it('is not registered again as a legacy commitment', () =>
    given(commitment, sample('CommitmentRegistered', { commitmentId: 'cpec-jwg-st.0.c1', legacy: true }))
      .when(legacy(), context(recorder))
      .thenRefused('ALREADY_REGISTERED'));
  it('is refused as a legacy when its id names a session', () =>
    given(commitment)
      .when(legacy({ commitmentId: 'cpec-jwg-st.1.c1' }), context(recorder))
      .thenRefused('NOT_A_LEGACY_ID'));
  it('is refused as a legacy when it is due by a session of another forum', () =>
    given(commitment)
      .when(legacy({ due: { session: 'cpec-jwg-gwadar.6' } }), context(recorder))
      .thenRefused('OTHER_FORUM'));
  it('is refused as a legacy of a forum that was not established', () =>
    given(commitment)
      .when(legacy(), context(recorder, { forum: noForum }))
      .thenRefused('UNKNOWN_FORUM'));
  it.each(['lead', 'support', 'beneficiaries'])('is refused as a legacy with an unknown institution as %s', (part) =>
    given(commitment)
      .when(legacy({ [part]: ['pk-nobody'] }), context(recorder))
      .thenRefused('UNKNOWN_INSTITUTION'),
  );
  it('is not accepted after it was declined', () =>
    given(commitment, ...notAdopted)
      .when(accept, bySession)
      .thenRefused('NOT_PROPOSED'));
  it('is not accepted after the proposal was withdrawn', () =>
    given(commitment, ...proposed, sample('CommitmentWithdrawn', { by: 'PK' }))
      .when(accept, bySession)
      .thenRefused('NOT_PROPOSED'));
  it('is not declined after both sides signed it', () =>
    given(commitment, ...adopted)
      .when(decline, bySession)
      .thenRefused('NOT_PROPOSED'));
  it('is not adopted while it is only proposed', () =>
    given(commitment, ...proposed)
      .when(adopt, bySession)
      .thenRefused('NOT_PROVISIONAL'));
  it('is not adopted after it was declined', () =>
    given(commitment, ...notAdopted)
      .when(adopt, bySession)
      .thenRefused('NOT_PROVISIONAL'));
  it.each([accept, decline, adopt])('has to exist before $type', (command) =>
    given(commitment).when(command, bySession).thenRefused('UNKNOWN_COMMITMENT'),
  );
  it('is adopted by signature even after it was withdrawn: the signature covers what was said', () =>
    given(commitment, ...provisional, ...withdrawn.slice(-1))
      .when(adopt, bySession)
      .then(sample('CommitmentAdopted')));
});
