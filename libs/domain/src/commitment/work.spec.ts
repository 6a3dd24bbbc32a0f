import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { auditor, context, focalPoint, policy, recorder, sample, samples, secretariat } from '../samples.js';
import {
  adopted,
  completed,
  continuing,
  inProgress,
  notAdopted,
  onHold,
  proposed,
  provisional,
  reportedComplete,
  superseded,
} from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const pk = context(secretariat('PK'));
const cn = context(secretariat('CN'));
const lead = context(focalPoint('pk-stza'));
const bySession = context(policy);
const statement = 'cpec-jwg-st.3.s1';
const reason = 'An example of a reason';
const evidence = [{ reference: 'https://example.org/photo' }];

const start: CommitmentCommand = { type: 'StartWork', data: { cause: reason } };
const progress: CommitmentCommand = { type: 'ReportProgress', data: { narrative: reason, percent: 10, evidence } };
const assess: CommitmentCommand = { type: 'AssessProgress', data: { rating: 'onTrack' } };
const block: CommitmentCommand = { type: 'BlockCommitment', data: samples.CommitmentBlocked };
const unblock: CommitmentCommand = { type: 'UnblockCommitment', data: {} };
const report: CommitmentCommand = { type: 'ReportCompletion', data: { completedOn: '2022-04-10', evidence } };
const confirm: CommitmentCommand = { type: 'ConfirmCompletion', data: {} };
const reject: CommitmentCommand = { type: 'RejectCompletion', data: { reason } };
const reportedBy = (by: object) =>
  ({ type: 'CompletionReported', data: { by, completedOn: '2022-04-10', evidence } }) as const;
const consent = (side: string) => sample('ConsentGiven', { side, to: 'confirmCompletion', reason: undefined });

describe('Work on a commitment', () => {
  it.each([provisional, adopted])('T6: starts on what is agreed, signed or not', (...life) =>
    given(commitment, ...life)
      .when(start, lead)
      .then({ type: 'WorkStarted', data: { cause: reason } }),
  );
  it('T6: starts by a joint statement', () =>
    given(commitment, ...provisional)
      .when({ type: 'StartWork', data: samples.WorkStarted }, bySession)
      .then(sample('WorkStarted')));
  it('T6: has progress reported by an institution, with its side', () =>
    given(commitment, ...provisional)
      .when(progress, lead)
      .then({
        type: 'ProgressReported',
        data: { side: 'PK', institution: 'pk-stza', narrative: reason, percent: 10, evidence },
      }));
  it('T6: has progress reported by a secretariat, for its side', () =>
    given(commitment, ...provisional)
      .when(progress, cn)
      .then({ type: 'ProgressReported', data: { side: 'CN', narrative: reason, percent: 10, evidence } }));
  it('is reported on by a secretariat as its side, whatever institution it belongs to', () => {
    const ofMinistry = context({ ...secretariat('PK'), institution: 'pk-most' });
    given(commitment, ...inProgress)
      .when(progress, ofMinistry)
      .then({ type: 'ProgressReported', data: { side: 'PK', narrative: reason, percent: 10, evidence } });
    given(commitment, ...inProgress)
      .when(report, ofMinistry)
      .then(reportedBy({ side: 'PK' }));
  });
  it('T6: counts as begun once progress is reported', () =>
    given(commitment, ...provisional, sample('ProgressReported'))
      .when(start, lead)
      .thenNothing());
  it('T7: is put on hold and resumed', () => {
    given(commitment, ...inProgress)
      .when(block, lead)
      .then(sample('CommitmentBlocked'));
    given(commitment, ...onHold)
      .when(unblock, lead)
      .then({ type: 'CommitmentUnblocked', data: {} });
  });
  it.each([provisional, inProgress])('T8: is reported complete by the lead, with evidence', (...life) =>
    given(commitment, ...life)
      .when(report, lead)
      .then(reportedBy({ side: 'PK', institution: 'pk-stza' })),
  );
  it('T8: is reported complete by a secretariat or by the forum', () => {
    given(commitment, ...inProgress)
      .when(report, cn)
      .then(reportedBy({ side: 'CN' }));
    given(commitment, ...inProgress)
      .when(report, bySession)
      .then(reportedBy({ forum: true }));
  });
  it('T9: is complete when the forum confirms it', () =>
    given(commitment, ...reportedComplete)
      .when({ type: 'ConfirmCompletion', data: { statement } }, bySession)
      .then({ type: 'CompletionConfirmed', data: { by: 'forum', statement } }));
  it('T9: is complete when the second secretariat consents, not before', () => {
    given(commitment, ...reportedComplete)
      .when(confirm, pk)
      .then(consent('PK'));
    given(commitment, ...reportedComplete, consent('PK'))
      .when(confirm, pk)
      .thenNothing();
    given(commitment, ...reportedComplete, consent('PK'))
      .when(confirm, cn)
      .then(consent('CN'), { type: 'CompletionConfirmed', data: { by: 'secretariats' } });
  });
  it('T9: needs both consents again after the report was not accepted', () =>
    given(commitment, ...reportedComplete, consent('PK'), sample('CompletionNotAccepted'), sample('CompletionReported'))
      .when(confirm, cn)
      .then(consent('CN')));
  it('T9: is not confirmed by a consent to something else', () =>
    given(commitment, ...reportedComplete, sample('ConsentGiven', { side: 'PK', to: 'lapse' }))
      .when(confirm, cn)
      .then(consent('CN')));
  it('T10: goes on when the other secretariat or the forum does not accept the report', () => {
    given(commitment, ...reportedComplete)
      .when(reject, cn)
      .then({ type: 'CompletionNotAccepted', data: { by: 'CN', reason } });
    given(commitment, ...reportedComplete)
      .when({ type: 'RejectCompletion', data: { reason, statement } }, bySession)
      .then({ type: 'CompletionNotAccepted', data: { by: 'forum', reason, statement } });
  });

  it.each([
    ['started', start, inProgress],
    ['put on hold', block, onHold],
    ['taken off hold', unblock, inProgress],
    [
      'reported complete by the same body in the same words',
      report,
      [...inProgress, reportedBy({ side: 'PK', institution: 'pk-stza' })],
    ],
  ] as const)('is not %s twice', (_, command, life) =>
    given(commitment, ...life)
      .when(command, lead)
      .thenNothing(),
  );
  it('is not confirmed twice', () =>
    given(commitment, ...completed)
      .when(confirm, cn)
      .thenNothing());

  it.each([start, progress, assess, block, unblock, report, confirm, reject])(
    'needs both sides to agree first: $type is refused for a proposal, open or declined',
    (command) => {
      given(commitment, ...proposed)
        .when(command, cn)
        .thenRefused('NOT_AGREED');
      given(commitment, ...notAdopted)
        .when(command, cn)
        .thenRefused('NOT_AGREED');
    },
  );
  it.each([start, progress, assess, block, unblock, report, confirm, reject])(
    'ends with the commitment: $type is refused after it was superseded, and where there is no commitment',
    (command) => {
      given(commitment, ...superseded)
        .when(command, cn)
        .thenRefused('NOT_OPEN');
      given(commitment).when(command, cn).thenRefused('UNKNOWN_COMMITMENT');
    },
  );
  it('is not put on hold before it began', () =>
    given(commitment, ...adopted)
      .when(block, lead)
      .thenRefused('NOT_IN_PROGRESS'));
  it('is not resumed before it began', () =>
    given(commitment, ...adopted)
      .when(unblock, lead)
      .thenRefused('NOT_IN_PROGRESS'));
  it('has no progress after completion', () =>
    given(commitment, ...completed)
      .when(progress, lead)
      .thenRefused('COMPLETED'));
  it('is not reported complete after completion', () =>
    given(commitment, ...completed)
      .when(report, lead)
      .thenRefused('COMPLETED'));
  it('is not reported complete on a future day, nor is a milestone', () => {
    const before = context(secretariat('PK'), { now: '2022-04-08T23:00:00.000Z' });
    given(commitment, ...inProgress)
      .when(report, before)
      .thenRefused('IN_THE_FUTURE');
    given(commitment, ...inProgress, sample('MilestoneDefined'))
      .when({ type: 'ReachMilestone', data: samples.MilestoneReached }, before)
      .thenRefused('IN_THE_FUTURE');
  });
  it('is not reported complete while it is on hold', () =>
    given(commitment, ...onHold)
      .when(report, lead)
      .thenRefused('ON_HOLD'));
  it('is not reported complete without evidence', () =>
    given(commitment, ...inProgress)
      .when({ type: 'ReportCompletion', data: { completedOn: '2022', evidence: [] } }, lead)
      .thenRefused('NO_EVIDENCE'));
  it('is not confirmed by secretariats once all evidence of its completion was retracted', () => {
    const reported = [...adopted, sample('CompletionReported')];
    const retracted = samples.CompletionReported.evidence.map(({ reference }) =>
      sample('EvidenceRetracted', { reference }),
    );
    given(commitment, ...reported, ...retracted)
      .when({ type: 'ConfirmCompletion', data: {} }, context(secretariat('CN')))
      .thenRefused('NO_EVIDENCE');
    given(commitment, ...reported, ...retracted, sample('EvidenceAttached'))
      .when({ type: 'ConfirmCompletion', data: {} }, context(secretariat('CN')))
      .then(sample('ConsentGiven', { side: 'CN', to: 'confirmCompletion', reason: undefined }));
  });
  it('is never reported complete on a continuing commitment', () =>
    given(commitment, ...continuing)
      .when(report, pk)
      .thenRefused('CONTINUING'));
  it('is never confirmed when the signed text made the commitment continuing after the report', () => {
    const signed = sample('CommitmentAdoptedWithChanges', { diff: [{ field: 'kind', to: 'continuing' }] });
    given(commitment, ...provisional, sample('CompletionReported'), signed)
      .when(confirm, cn)
      .thenRefused('CONTINUING');
  });
  it('is not reported complete by two institutions', () =>
    given(commitment, ...reportedComplete)
      .when(report, cn)
      .thenRefused('ALREADY_REPORTED'));
  it('is not reported complete again with other details', () => {
    for (const changes of [{ completedOn: '2022-04-11' }, { evidence: [{ reference: 'another' }] }])
      given(commitment, ...inProgress, reportedBy({ side: 'PK', institution: 'pk-stza' }))
        .when({ type: 'ReportCompletion', data: { completedOn: '2022-04-10', evidence, ...changes } }, lead)
        .thenRefused('ALREADY_REPORTED');
  });
  it('is not reported complete by an institution that only supports, which is told what it may do', () => {
    const supported = [...inProgress, sample('ResponsibilityAssigned', { institution: 'cn-cast', part: 'support' })];
    given(commitment, ...supported)
      .when(start, context(focalPoint('cn-cast')))
      .thenNothing();
    given(commitment, ...supported)
      .when(report, context(focalPoint('cn-cast')))
      .thenRefused('OTHER_INSTITUTION');
    const decided = () => commitment.decide(report, fold(commitment, supported), context(focalPoint('cn-cast')));
    expect(decided).toThrow(/cn-cast supports this commitment: it may report progress/);
  });
  it('is not confirmed before it was reported', () =>
    given(commitment, ...inProgress)
      .when(confirm, cn)
      .thenRefused('NOT_REPORTED_COMPLETE'));
  it('is not confirmed before both sides signed', () =>
    given(commitment, ...provisional, sample('CompletionReported'))
      .when(confirm, cn)
      .thenRefused('NOT_ADOPTED'));
  it('is not confirmed by the institution that reported it', () =>
    given(commitment, ...reportedComplete)
      .when(confirm, lead)
      .thenRefused('REPORTER_CANNOT_CONFIRM'));
  it('is not confirmed by another institution either', () =>
    given(commitment, ...reportedComplete)
      .when(confirm, context(focalPoint('cn-most')))
      .thenRefused('ROLE_MAY_NOT'));
  it('T9: is not confirmed by the session that reported it, but by another or by both secretariats', () => {
    const reported = [...adopted, sample('CompletionReported', { by: { forum: true }, statement: 'cpec-jwg-st.3.s7' })];
    const confirmIn = (id: string): CommitmentCommand => ({ type: 'ConfirmCompletion', data: { statement: id } });
    given(commitment, ...reported)
      .when(confirmIn('cpec-jwg-st.3.s8'), bySession)
      .thenRefused('REPORTER_CANNOT_CONFIRM');
    given(commitment, ...reported)
      .when(confirmIn('cpec-jwg-st.4.s1'), bySession)
      .then({ type: 'CompletionConfirmed', data: { by: 'forum', statement: 'cpec-jwg-st.4.s1' } });
    given(commitment, ...reported, consent('PK'))
      .when(confirm, cn)
      .then(consent('CN'), { type: 'CompletionConfirmed', data: { by: 'secretariats' } });
  });
  describe('that a session confirmed too early', () => {
    const statement = 'cpec-jwg-st.4.s1';
    const early: CommitmentCommand = { type: 'ConfirmCompletion', data: { statement } };
    const waits = (...waitsFor: ('report' | 'signatures')[]) =>
      sample('OutcomeWaits', { statement, outcome: 'completionConfirmed', waitsFor });
    const confirmed = { type: 'CompletionConfirmed', data: { by: 'forum', statement, waited: true } } as const;
    const adopt: CommitmentCommand = { type: 'AdoptCommitment', data: { ...samples.CommitmentAdopted, diff: [] } };
    const unsigned = [...provisional, sample('CompletionReported')];

    it.each([
      ['the signatures', unsigned, waits('signatures')],
      ['a report', inProgress, waits('report')],
      ['both', provisional, waits('report', 'signatures')],
      ['both, while it is only proposed', proposed, waits('report', 'signatures')],
    ] as const)('says that this waits for %s', (__, life, expected) =>
      given(commitment, ...life)
        .when(early, bySession)
        .then(expected),
    );
    it('says so once', () =>
      given(commitment, ...unsigned, waits('signatures'))
        .when(early, bySession)
        .thenNothing());
    it('T9: is complete as soon as both sides have signed', () =>
      given(commitment, ...unsigned, waits('signatures'))
        .when(adopt, bySession)
        .then(sample('CommitmentAdopted'), confirmed));
    it('T9: is complete as soon as its completion is reported', () =>
      given(commitment, ...inProgress, waits('report'))
        .when(report, lead)
        .then(reportedBy({ side: 'PK', institution: 'pk-stza' }), confirmed));
    it('goes on waiting until all has come', () =>
      given(commitment, ...provisional, waits('report', 'signatures'))
        .when(adopt, bySession)
        .then(sample('CommitmentAdopted')));
    it.each(['CommitmentCarriedOver', 'CommitmentDeferred', 'CommitmentReopened', 'CompletionNotAccepted'] as const)(
      'waits no longer after %s, which says otherwise',
      (type) =>
        given(commitment, ...unsigned, waits('signatures'), sample(type), sample('CompletionReported'))
          .when(adopt, bySession)
          .then(sample('CommitmentAdopted')),
    );
    it.each([
      ['was not adopted', notAdopted, 'NOT_AGREED'],
      ['is closed', superseded, 'NOT_OPEN'],
      ['continues', continuing, 'CONTINUING'],
    ] as const)('is refused for ever when it %s', (__, life, code) =>
      given(commitment, ...life)
        .when(early, bySession)
        .thenRefused(code),
    );
  });
  it('is not rejected before a completion was reported', () =>
    given(commitment, ...inProgress)
      .when(reject, cn)
      .thenRefused('NOT_REPORTED_COMPLETE'));
  it('is not rejected by the side that reported it', () =>
    given(commitment, ...reportedComplete)
      .when(reject, pk)
      .thenRefused('REPORTER_CANNOT_REJECT'));
  it('is not rejected in the name of the forum by a secretariat', () =>
    given(commitment, ...reportedComplete)
      .when({ type: 'RejectCompletion', data: { reason, statement } }, cn)
      .thenRefused('ONLY_BY_A_SESSION'));
  it('is refused to the secretariat of a country that is not a side', () =>
    given(commitment, ...inProgress)
      .when(block, context(secretariat('XX')))
      .thenRefused('OTHER_SIDE'));
  it.each([progress, start, report])(
    'is refused to a focal point whose institution is on the other side: $type',
    (command) =>
      given(commitment, ...adopted)
        .when(command, context({ ...focalPoint('pk-stza'), side: 'CN' }))
        .thenRefused('OTHER_SIDE'),
  );
  it('is refused to a focal point without a side', () =>
    given(commitment, ...adopted)
      .when(progress, context({ ...focalPoint('pk-stza'), side: undefined }))
      .thenRefused('ROLE_MAY_NOT'));
  it('is recorded on behalf of another actor by the rules for that actor', () => {
    const onBehalfOf = (institution: string) =>
      context({ ...recorder, onBehalfOf: { ...focalPoint(institution), role: 'focalPoint' } });
    given(commitment, ...adopted)
      .when(start, onBehalfOf('pk-stza'))
      .then({ type: 'WorkStarted', data: { cause: reason } });
    given(commitment, ...adopted)
      .when(start, onBehalfOf('cn-cas'))
      .thenRefused('OTHER_INSTITUTION');
    given(commitment, ...adopted)
      .when(start, context(auditor))
      .thenRefused('ROLE_MAY_NOT');
  });
});
