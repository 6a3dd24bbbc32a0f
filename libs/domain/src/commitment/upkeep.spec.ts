import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { evolve } from '../forum/state.js';
import { context, focalPoint, policy, recorder, sample, sampleForum, samples, secretariat } from '../samples.js';
import { adopted, proposed, provisional } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const pk = context(secretariat('PK'));
const bySession = context(policy);
const reason = 'An example of a reason';
const due = { date: '2023' };
const reference = samples.EvidenceAttached.evidence.reference;
const withDue = [...adopted, sample('DueDateSet')] as const;
const withMilestone = [...adopted, sample('MilestoneDefined')] as const;

const assign = (institution: string): CommitmentCommand => ({
  type: 'AssignResponsibility',
  data: { institution, part: 'lead' },
});
const reassign = (from: string, to: string): CommitmentCommand => ({
  type: 'ReassignResponsibility',
  data: { from, to, part: 'lead', reason },
});
const setDue: CommitmentCommand = { type: 'SetDueDate', data: { due } };
const revise: CommitmentCommand = { type: 'ReviseDueDate', data: { to: due, reason } };
const define: CommitmentCommand = { type: 'DefineMilestone', data: { title: 'Opening' } };
const reach: CommitmentCommand = { type: 'ReachMilestone', data: samples.MilestoneReached };
const attach: CommitmentCommand = { type: 'AttachEvidence', data: samples.EvidenceAttached };
const retract: CommitmentCommand = { type: 'RetractEvidence', data: samples.EvidenceRetracted };
const remind: CommitmentCommand = { type: 'IssueReminder', data: samples.ReminderIssued };
const notApplied: CommitmentCommand = { type: 'RecordEffectNotApplied', data: samples.EffectNotApplied };

describe('A commitment', () => {
  it('is assigned by a side to its own institutions', () =>
    given(commitment, ...adopted)
      .when(assign('pk-pec'), pk)
      .then({ type: 'ResponsibilityAssigned', data: { institution: 'pk-pec', part: 'lead' } }));
  it('is reassigned from one institution to another', () =>
    given(commitment, ...adopted)
      .when(reassign('pk-stza', 'pk-pec'), pk)
      .then({ type: 'ResponsibilityReassigned', data: { from: 'pk-stza', to: 'pk-pec', part: 'lead', reason } }));
  it('is due by a session of its own forum or of the parent', () => {
    const by = (session: string): CommitmentCommand[] => [
      { type: 'SetDueDate', data: { due: { session } } },
      { type: 'ReviseDueDate', data: { to: { session }, reason } },
      { type: 'DefineMilestone', data: { title: 'Opening', due: { session } } },
    ];
    for (const command of by('cpec-jwg-gwadar.6'))
      given(commitment, ...adopted)
        .when(command, pk)
        .thenRefused('OTHER_FORUM');
    for (const command of [...by('cpec-jwg-st.3'), ...by('cpec-jcc.12')])
      expect(commitment.decide(command, fold(commitment, adopted), pk)).toHaveLength(1);
  });
  it('numbers its milestones', () => {
    given(commitment, ...adopted)
      .when(define, pk)
      .then({ type: 'MilestoneDefined', data: { milestone: 'm1', title: 'Opening' } });
    given(commitment, ...withMilestone)
      .when(define, pk)
      .then({ type: 'MilestoneDefined', data: { milestone: 'm2', title: 'Opening' } });
  });
  it('T6: is in progress once a milestone is reached', () => {
    given(commitment, ...withMilestone)
      .when(reach, pk)
      .then(sample('MilestoneReached'));
    expect(fold(commitment, [...withMilestone, sample('MilestoneReached')]).implementation).toBe('inProgress');
  });
  it('takes evidence, and can have it retracted', () => {
    given(commitment, ...adopted)
      .when(attach, context(recorder))
      .then(sample('EvidenceAttached'));
    given(commitment, ...adopted, sample('EvidenceAttached'))
      .when(retract, context(focalPoint('pk-stza')))
      .then(sample('EvidenceRetracted'));
  });
  it('can take evidence again that was retracted', () =>
    given(commitment, ...adopted, sample('EvidenceAttached'), sample('EvidenceRetracted'))
      .when(attach, context(recorder))
      .then(sample('EvidenceAttached')));
  it('reminds those who are responsible', () =>
    given(commitment, ...adopted)
      .when(remind, pk)
      .then(sample('ReminderIssued')));
  it('records an effect that was refused, even before the commitment is registered', () =>
    given(commitment).when(notApplied, bySession).then(sample('EffectNotApplied')));
  it('takes on the changes of the signed text', () => {
    const diff = [
      { field: 'lead', from: ['pk-stza'], to: ['pk-pec'] },
      { field: 'kind', from: 'support', to: 'continuing' },
      { field: 'due', to: due },
      { field: 'support', from: [] },
    ] as const;
    const signed = sample('CommitmentAdoptedWithChanges', { diff: [...diff] as never });
    expect(fold(commitment, [...provisional, signed])).toMatchObject({
      lead: ['pk-pec'],
      kind: 'continuing',
      due,
      support: [],
    });
  });

  it.each([
    ['assigned', adopted, assign('pk-stza')],
    ['reassigned', adopted, reassign('pk-pec', 'pk-stza')],
    ['given a due date', [...adopted, sample('DueDateSet', { due })], setDue],
    ['given a new due date', [...adopted, sample('DueDateSet', { due })], revise],
    ['at a milestone', [...withMilestone, sample('MilestoneReached')], reach],
    ['given evidence', [...adopted, sample('EvidenceAttached')], attach],
  ] as const)('is not %s twice', (_, life, command) =>
    given(commitment, ...life)
      .when(command, pk)
      .thenNothing(),
  );
  it('does not record twice that an effect was not applied', () =>
    given(commitment, sample('EffectNotApplied')).when(notApplied, bySession).thenNothing());

  it.each([assign('pk-pec'), reassign('pk-stza', 'pk-pec'), setDue, revise, define, reach, remind])(
    'has to be agreed before $type',
    (command) =>
      given(commitment, ...proposed)
        .when(command, pk)
        .thenRefused('NOT_AGREED'),
  );
  it.each([attach, retract])('has to exist before $type', (command) =>
    given(commitment).when(command, pk).thenRefused('UNKNOWN_COMMITMENT'),
  );
  it('is not assigned to an institution that nobody registered', () =>
    given(commitment, ...adopted)
      .when(assign('pk-nobody'), pk)
      .thenRefused('UNKNOWN_INSTITUTION'));
  it('is not assigned to an institution of the other side', () =>
    given(commitment, ...adopted)
      .when(assign('cn-most'), pk)
      .thenRefused('OTHER_SIDE'));
  it('is not reassigned to an institution of the other side', () =>
    given(commitment, ...adopted)
      .when(reassign('pk-stza', 'cn-most'), pk)
      .thenRefused('OTHER_SIDE'));
  it('is not reassigned from an institution that does not have it', () =>
    given(commitment, ...adopted)
      .when(reassign('pk-pec', 'pk-hec'), pk)
      .thenRefused('NOT_RESPONSIBLE'));
  it('is not reassigned to an institution that has it already', () =>
    given(commitment, ...adopted, sample('ResponsibilityAssigned', { institution: 'pk-pec', part: 'lead' }))
      .when(reassign('pk-stza', 'pk-pec'), pk)
      .thenRefused('ALREADY_RESPONSIBLE'));
  it('has its due date set only once', () =>
    given(commitment, ...withDue)
      .when(setDue, pk)
      .thenRefused('DUE_ALREADY_SET'));
  it('has its due date revised with a statement only by a session', () =>
    given(commitment, ...withDue)
      .when({ type: 'ReviseDueDate', data: { to: due, reason, statement: 'cpec-jwg-st.3.s1' } }, pk)
      .thenRefused('ONLY_BY_A_SESSION'));
  it('cannot reach a milestone that was not defined', () =>
    given(commitment, ...adopted)
      .when(reach, pk)
      .thenRefused('UNKNOWN_MILESTONE'));
  it('cannot have evidence retracted that it does not have', () =>
    given(commitment, ...adopted)
      .when({ type: 'RetractEvidence', data: { reference: `${reference}/other`, reason } }, pk)
      .thenRefused('UNKNOWN_EVIDENCE'));
  it('cannot remind an institution that is not responsible', () =>
    given(commitment, ...adopted)
      .when({ type: 'IssueReminder', data: { to: 'pk-pec', regarding: reason } }, pk)
      .thenRefused('NOT_RESPONSIBLE'));
});

it('A commitment is not due by a session that was cancelled', () => {
  const session = 'cpec-jwg-st.3';
  const asked = context(secretariat('PK'), { sessions: { [session]: { phase: 'cancelled' } } });
  for (const command of [
    { type: 'SetDueDate', data: { due: { session } } },
    { type: 'ReviseDueDate', data: { to: { session }, reason } },
    { type: 'DefineMilestone', data: { title: 'Opening', due: { session } } },
  ] as const)
    given(commitment, ...adopted)
      .when(command, asked)
      .thenRefused('NOT_TO_BE_HELD');
});

describe('A commitment of an institution that another one succeeded', () => {
  // pk-stza led it; now pk-pec answers for it.
  const forum = evolve(sampleForum, sample('InstitutionSucceeded', { institution: 'pk-stza', by: 'pk-pec' }));
  const as = (actor: Parameters<typeof context>[0]) => context(actor, { forum });
  const report: CommitmentCommand = { type: 'ReportProgress', data: { narrative: 'An example', evidence: [] } };
  const reported = { side: 'PK', institution: 'pk-pec', narrative: 'An example', evidence: [] };

  it('is reported on by the successor, and no more by the one that is gone', () => {
    given(commitment, ...adopted)
      .when(report, as(focalPoint('pk-pec')))
      .then({ type: 'ProgressReported', data: reported });
    given(commitment, ...adopted)
      .when(report, as(focalPoint('pk-stza')))
      .thenRefused('OTHER_INSTITUTION');
  });
  it('is the matter of the successor already, and cannot be given to the one that is gone', () => {
    given(commitment, ...adopted)
      .when(assign('pk-pec'), as(secretariat('PK')))
      .thenNothing();
    given(commitment, ...adopted, sample('ResponsibilityReassigned', { from: 'pk-stza', to: 'pk-hec' }))
      .when(assign('pk-stza'), as(secretariat('PK')))
      .thenRefused('SUCCEEDED');
  });
  it('is handed over by the successor, and the record keeps who had led it', () =>
    given(commitment, ...adopted)
      .when(reassign('pk-pec', 'pk-hec'), as(secretariat('PK')))
      .then({ type: 'ResponsibilityReassigned', data: { from: 'pk-stza', to: 'pk-hec', part: 'lead', reason } }));
  it('has the successor reminded', () =>
    given(commitment, ...adopted)
      .when({ ...remind, data: { to: 'pk-pec', regarding: reason } }, as(secretariat('PK')))
      .then({ type: 'ReminderIssued', data: { to: 'pk-pec', regarding: reason } }));
});
