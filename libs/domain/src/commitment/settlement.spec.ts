import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, policy, sample, samples, secretariat, stored } from '../samples.js';
import {
  adopted,
  completed,
  inProgress,
  lapsed,
  notAdopted,
  proposed,
  provisional,
  referred,
  superseded,
  withdrawn,
} from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const pk = context(secretariat('PK'));
const cn = context(secretariat('CN'));
const bySession = context(policy);
const statement = 'cpec-jwg-st.3.s1';
const reason = 'An example of a reason';
const replacement = 'cpec-jwg-st.3.c1';
const among = (state: object) => context(policy, { commitments: { [replacement]: state } });

const supersede: CommitmentCommand = { type: 'SupersedeCommitment', data: { by: [replacement], statement } };
const withdraw: CommitmentCommand = { type: 'WithdrawCommitment', data: { reason } };
const lapse: CommitmentCommand = { type: 'LapseCommitment', data: { rule: reason } };
const refer: CommitmentCommand = { type: 'ReferCommitment', data: samples.CommitmentReferred };
const giveBack: CommitmentCommand = { type: 'ReturnReferral', data: { reason, statement } };
const reopen: CommitmentCommand = { type: 'ReopenCommitment', data: { reason } };
const carryOver: CommitmentCommand = { type: 'CarryOver', data: samples.CommitmentCarriedOver };
const defer: CommitmentCommand = { type: 'DeferCommitment', data: samples.CommitmentDeferred };
const consent = (side: string, to: 'withdraw' | 'lapse' | 'reopen') => sample('ConsentGiven', { side, to, reason });
const bothSecretariats = { by: 'secretariats', reason };

describe('A commitment', () => {
  it('T12: is superseded by other commitments that are open', () =>
    given(commitment, ...provisional)
      .when(supersede, among({ adoption: 'provisional' }))
      .then({ type: 'CommitmentSuperseded', data: { by: [replacement], statement } }));
  it('T13: is withdrawn by both secretariats, the second of which brings the outcome', () => {
    given(commitment, ...adopted)
      .when(withdraw, pk)
      .then(consent('PK', 'withdraw'));
    given(commitment, ...adopted, consent('PK', 'withdraw'))
      .when(withdraw, cn)
      .then(consent('CN', 'withdraw'), { type: 'CommitmentWithdrawn', data: bothSecretariats });
  });
  it('T13: is withdrawn by its proposer alone while it is only proposed', () =>
    given(commitment, ...proposed)
      .when(withdraw, pk)
      .then({ type: 'CommitmentWithdrawn', data: { by: 'PK', reason } }));
  it('T13: is withdrawn by the forum', () =>
    given(commitment, ...adopted)
      .when({ type: 'WithdrawCommitment', data: { reason, statement } }, bySession)
      .then({ type: 'CommitmentWithdrawn', data: { by: 'forum', reason, statement } }));
  it('T14: lapses by the forum or by both secretariats', () => {
    given(commitment, ...adopted)
      .when({ type: 'LapseCommitment', data: { rule: reason, statement } }, bySession)
      .then({ type: 'CommitmentLapsed', data: { by: 'forum', rule: reason, statement } });
    given(commitment, ...adopted, consent('PK', 'lapse'))
      .when(lapse, cn)
      .then(consent('CN', 'lapse'), { type: 'CommitmentLapsed', data: { by: 'secretariats', rule: reason } });
  });
  it('T15: is referred to another forum and comes back', () => {
    given(commitment, ...adopted)
      .when(refer, bySession)
      .then(sample('CommitmentReferred'));
    given(commitment, ...referred)
      .when(giveBack, bySession)
      .then({ type: 'ReferralReturned', data: { fromForum: 'cpec-jcc', reason, statement } });
    given(commitment, ...referred, sample('ReferralReturned'))
      .when(refer, bySession)
      .then(sample('CommitmentReferred'));
  });
  it('T11: is reopened after completion by the forum or by both secretariats', () => {
    given(commitment, ...completed)
      .when(reopen, bySession)
      .then({ type: 'CommitmentReopened', data: { by: 'forum', reason } });
    given(commitment, ...completed, consent('CN', 'reopen'))
      .when(reopen, pk)
      .then(consent('PK', 'reopen'), { type: 'CommitmentReopened', data: bothSecretariats });
  });
  it.each([
    ['superseded', superseded],
    ['withdrawn', withdrawn],
    ['lapsed', lapsed],
  ] as const)('T16: is reopened by the forum alone when it is %s', (_, life) => {
    given(commitment, ...life)
      .when(reopen, bySession)
      .then({ type: 'CommitmentReopened', data: { by: 'forum', reason } });
    given(commitment, ...life)
      .when(reopen, pk)
      .thenRefused('ONLY_BY_A_SESSION');
  });
  it('is carried over as the same commitment', () =>
    given(commitment, ...inProgress)
      .when(carryOver, bySession)
      .then(sample('CommitmentCarriedOver')));
  it('is deferred', () =>
    given(commitment, ...inProgress)
      .when(defer, bySession)
      .then(sample('CommitmentDeferred')));
  it('is withdrawn only when both consents are to the same status', () =>
    given(commitment, ...adopted, consent('PK', 'withdraw'), sample('WorkStarted'))
      .when(withdraw, cn)
      .then(consent('CN', 'withdraw')));

  it.each([
    ['superseded', superseded, supersede],
    ['withdrawn', withdrawn, withdraw],
    ['lapsed', lapsed, lapse],
    ['referred to the same forum', referred, refer],
    ['carried over to the same session', [...adopted, sample('CommitmentCarriedOver')], carryOver],
    ['deferred to the same session', [...adopted, sample('CommitmentDeferred')], defer],
  ] as const)('is not %s twice', (_, life, command) =>
    given(commitment, ...life)
      .when(command, among({}))
      .thenNothing(),
  );
  it('is not given the same consent twice', () =>
    given(commitment, ...adopted, consent('PK', 'withdraw'))
      .when(
        withdraw,
        context(secretariat('PK'), { history: [stored(consent('PK', 'withdraw'), 'commitment-cpec-jwg-st.2.c1')] }),
      )
      .thenNothing());

  it.each([supersede, withdraw, lapse, refer, giveBack, reopen, carryOver, defer])(
    'has to exist before $type',
    (command) => given(commitment).when(command, bySession).thenRefused('UNKNOWN_COMMITMENT'),
  );
  it.each([supersede, withdraw, lapse])('has to come back from the other forum before it can $type', (command) =>
    given(commitment, ...referred)
      .when(command, among({}))
      .thenRefused('NOT_OPEN'),
  );
  it.each([
    [supersede, withdrawn],
    [withdraw, lapsed],
    [lapse, superseded],
    [refer, withdrawn],
    [carryOver, superseded],
    [defer, lapsed],
  ] as const)('has to be open for the command %j', (command, life) =>
    given(commitment, ...life)
      .when(command, among({}))
      .thenRefused('NOT_OPEN'),
  );
  it.each([supersede, carryOver, defer, refer])('has to be on the table before $type', (command) =>
    given(commitment, ...notAdopted)
      .when(command, among({}))
      .thenRefused('NOT_AGREED'),
  );
  it.each([
    ['is superseded', supersede, sample('CommitmentSuperseded', { by: [replacement], statement })],
    ['is carried over', carryOver, sample('CommitmentCarriedOver')],
    ['is deferred', defer, sample('CommitmentDeferred')],
    ['is referred', refer, sample('CommitmentReferred')],
    [
      'lapses',
      { type: 'LapseCommitment', data: { rule: reason, statement } },
      sample('CommitmentLapsed', { rule: reason, statement }),
    ],
  ] as const)('%s while it is only proposed, like anything open', (_, command, event) =>
    given(commitment, ...proposed)
      .when(command, among({ adoption: 'provisional' }))
      .then(event),
  );
  it('is not deferred twice to the same session while it is only proposed', () =>
    given(commitment, ...proposed, sample('CommitmentDeferred'))
      .when(defer, bySession)
      .thenNothing());
  it.each([withdraw, lapse, carryOver, defer])('cannot $type once it is completed', (command) =>
    given(commitment, ...completed)
      .when(command, bySession)
      .thenRefused('COMPLETED'),
  );
  it.each([
    ['superseded', { disposition: 'superseded' }],
    ['withdrawn', { disposition: 'withdrawn' }],
    ['not adopted', { adoption: 'notAdopted' }],
  ])('is not superseded by one that is %s, so that no circle arises', (_, state) =>
    given(commitment, ...adopted)
      .when(supersede, among(state))
      .thenRefused('REPLACEMENT_NOT_OPEN'),
  );
  it('is not superseded by itself', () =>
    given(commitment, ...adopted)
      .when(
        { type: 'SupersedeCommitment', data: { by: ['cpec-jwg-st.2.c1'] } },
        context(policy, { commitments: { 'cpec-jwg-st.2.c1': {} } }),
      )
      .thenRefused('REPLACEMENT_NOT_OPEN'));
  it('is not superseded by one that does not exist', () =>
    given(commitment, ...adopted)
      .when(supersede, bySession)
      .thenRefused('UNKNOWN_COMMITMENT'));
  it('is not withdrawn by the other side while it is only proposed', () =>
    given(commitment, ...proposed)
      .when(withdraw, cn)
      .thenRefused('OTHER_SIDE'));
  it('is not referred to a second forum', () =>
    given(commitment, ...referred)
      .when({ type: 'ReferCommitment', data: { toForum: 'cpec-jwg-gwadar' } }, bySession)
      .thenRefused('NOT_OPEN'));
  it('does not come back when it was not referred', () =>
    given(commitment, ...adopted)
      .when(giveBack, bySession)
      .thenRefused('NOT_REFERRED'));
  it.each([inProgress, referred])('is not reopened while it is open', (...life) =>
    given(commitment, ...life)
      .when(reopen, bySession)
      .thenRefused('NOTHING_TO_REOPEN'),
  );
  it('is not carried over to the same or an earlier session', () =>
    given(commitment, ...adopted)
      .when({ type: 'CarryOver', data: { from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.2' } }, bySession)
      .thenRefused('NOT_A_LATER_SESSION'));
});
