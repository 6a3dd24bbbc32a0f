import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, policy, sample, samples } from '../samples.js';
import { adopted, proposed, provisional, referred, reportedComplete } from '../testing/lives.js';
import { commitment } from './decide.js';

// `referred` is before cpec-jcc; what that forum says about it comes from its sessions.
const bySession = context(policy, { commitments: { 'cpec-jcc.12.c1': { adoption: 'provisional' } } });
const statement = 'cpec-jcc.12.s3';
const below = 'cpec-jwg-st.3.s3';
const reason = 'An example of a reason';
const sent = sample('CommitmentReferred');
const back = { type: 'ReferralReturned', data: { fromForum: 'cpec-jcc', statement } } as const;
const declined = { reason, session: 'cpec-jcc.12', statement };
const by = ['cpec-jcc.12.c1'];

describe('A commitment that was referred to another forum', () => {
  it.each([
    [
      'superseded',
      { type: 'SupersedeCommitment', data: { by, statement } },
      sample('CommitmentSuperseded', { by, statement }),
    ],
    [
      'withdrawn',
      { type: 'WithdrawCommitment', data: { reason, statement } },
      sample('CommitmentWithdrawn', { by: 'forum', reason, statement }),
    ],
    [
      'lapsed',
      { type: 'LapseCommitment', data: { rule: reason, statement } },
      sample('CommitmentLapsed', { by: 'forum', rule: reason, statement }),
    ],
    [
      'referred further',
      { type: 'ReferCommitment', data: { toForum: 'cpec-summit', statement } },
      sample('CommitmentReferred', { toForum: 'cpec-summit', statement }),
    ],
  ] as const)('is %s by that forum, and comes back with this answer', (_, command, event) =>
    given(commitment, ...referred)
      .when(command, bySession)
      .then(back, event),
  );
  it('is accepted by that forum, with the particulars of its decision', () => {
    given(commitment, ...proposed, sent)
      .when({ type: 'AcceptCommitment', data: { statement } }, bySession)
      .then(back, sample('CommitmentAccepted', { statement }));
    given(commitment, ...proposed, sent)
      .when(
        { type: 'RegisterCommitment', data: { ...samples.CommitmentRegistered, condition: reason, statement } },
        bySession,
      )
      .then(back, sample('CommitmentAccepted', { statement, diff: [{ field: 'condition', to: reason }] }));
  });
  it('stands on the session of that forum once it has accepted', () =>
    given(commitment, ...provisional, sent, back, sample('CommitmentAccepted', { statement }))
      .when({ type: 'DeclineCommitment', data: { ...declined, session: 'cpec-jwg-st.2', omitted: true } }, bySession)
      .thenNothing());
  it('only comes back when that forum accepts what both sides have signed', () =>
    given(commitment, ...referred)
      .when({ type: 'AcceptCommitment', data: { statement } }, bySession)
      .then(back));
  it.each([proposed, provisional])('is not adopted when that forum declines it', (...life) =>
    given(commitment, ...life, sent)
      .when({ type: 'DeclineCommitment', data: declined }, bySession)
      .then(back, sample('CommitmentNotAdopted', declined)),
  );
  it('is confirmed by that forum as completed', () =>
    given(commitment, ...reportedComplete, sent)
      .when({ type: 'ConfirmCompletion', data: { statement } }, bySession)
      .then(back, sample('CompletionConfirmed', { statement })));
  it('stays with that forum while it is deferred or carried over there', () => {
    const to = { session: 'cpec-jcc.13' };
    given(commitment, ...referred)
      .when({ type: 'DeferCommitment', data: { to, statement } }, bySession)
      .then({ type: 'CommitmentDeferred', data: { to, statement } });
    given(commitment, ...referred)
      .when({ type: 'CarryOver', data: { from: 'cpec-jcc.12', to: 'cpec-jcc.13', statement } }, bySession)
      .then({ type: 'CommitmentCarriedOver', data: { from: 'cpec-jcc.12', to: 'cpec-jcc.13', statement } });
  });
  it('is not decided by the first forum meanwhile', () => {
    given(commitment, ...proposed, sent)
      .when({ type: 'AcceptCommitment', data: { statement: below } }, bySession)
      .thenRefused('NOT_OPEN');
    given(commitment, ...referred)
      .when({ type: 'LapseCommitment', data: { rule: reason, statement: below } }, bySession)
      .thenRefused('NOT_OPEN');
  });
  it('is decided by a sitting of the first forum that serves the other one too', () =>
    given(commitment, ...referred)
      .when({ type: 'LapseCommitment', data: { rule: reason, statement: below, alsoServes: ['cpec-jcc'] } }, bySession)
      .then(
        { type: 'ReferralReturned', data: { fromForum: 'cpec-jcc', statement: below } },
        sample('CommitmentLapsed', { by: 'forum', rule: reason, statement: below }),
      ));
  it('is before nobody any more when its proposal is withdrawn below', () =>
    given(commitment, ...proposed, sent)
      .when({ type: 'DeclineCommitment', data: { ...declined, session: 'cpec-jwg-st.3', statement: below } }, bySession)
      .then(
        { type: 'ReferralReturned', data: { fromForum: 'cpec-jcc', statement: below } },
        sample('CommitmentNotAdopted', { ...declined, session: 'cpec-jwg-st.3', statement: below }),
      ));
});

describe('A proposal', () => {
  const decided = {
    ...samples.CommitmentRegistered,
    title: { en: 'As decided' },
    lead: ['cn-most'],
    due: { date: '2025-12-31' },
    statement: below,
  };
  it('that a decision takes up gets the particulars of the decision, before and after it is signed', () => {
    const diff = [
      { field: 'title' as const, from: samples.CommitmentRegistered.title, to: decided.title },
      { field: 'lead' as const, from: ['pk-stza'], to: ['cn-most'] },
      { field: 'due' as const, to: decided.due },
    ];
    given(commitment, ...proposed)
      .when({ type: 'RegisterCommitment', data: decided }, bySession)
      .then(sample('CommitmentAccepted', { statement: below, diff }));
  });
  it('that a signed text only reviews stays a proposal', () => {
    const adopt = { ...samples.CommitmentAdopted, diff: [], reviewed: true };
    given(commitment, ...proposed)
      .when({ type: 'AdoptCommitment', data: adopt }, bySession)
      .thenNothing();
    given(commitment, ...provisional)
      .when({ type: 'AdoptCommitment', data: adopt }, bySession)
      .then(sample('CommitmentAdopted'));
    given(commitment, ...adopted)
      .when({ type: 'AdoptCommitment', data: adopt }, bySession)
      .thenNothing();
  });
});
