import type { CommitmentEvent } from './events.js';

const statement = 'cpec-jwg-st.2.s8';
const digest = `sha256:${'2a'.repeat(32)}`;
const press = { reference: 'https://example.org/report', title: 'An example of a press report' };

/** The zones decided on in 2022 and the Gwadar Eastbay Expressway. What no report says is marked as an example. */
export const commitmentSamples: { [E in CommitmentEvent as E['type']]: E['data'] } = {
  CommitmentRegistered: {
    commitmentId: 'cpec-jwg-st.2.c1',
    forum: 'cpec-jwg-st',
    kind: 'support',
    title: { en: 'Support STZA in developing special technology zones' },
    lead: ['pk-stza'],
    support: [],
    beneficiaries: ['pk-stza'],
    adoption: 'provisional',
    statement,
    legacy: false,
  },
  CommitmentAccepted: { statement: 'cpec-jwg-st.2.s17' },
  CommitmentAdopted: { session: 'cpec-jwg-st.2', version: 1, digest },
  CommitmentAdoptedWithChanges: {
    session: 'cpec-jwg-st.2',
    version: 1,
    digest,
    diff: [{ field: 'due', to: { session: 'cpec-jwg-st.3' } }],
  },
  AdoptionConfirmed: { session: 'cpec-jwg-st.3', version: 1, digest: `sha256:${'3c'.repeat(32)}` },
  CommitmentNotAdopted: {
    reason: 'The statement is not in the text that both sides signed.',
    session: 'cpec-jcc.11',
    statement: 'cpec-jcc.11.s1',
  },
  ResponsibilityAssigned: { institution: 'cn-most', part: 'support' },
  ResponsibilityReassigned: {
    from: 'cn-cast',
    to: 'cn-cse',
    part: 'lead',
    reason: 'The agreement was signed by the Chinese Society of Engineers.',
  },
  DueDateSet: { due: { date: '2021-04' } },
  DueDateRevised: {
    from: { date: '2021-04' },
    to: { date: '2021' },
    reason: 'Delayed; to be completed in 2021.',
    statement: 'cpec-jwg-gwadar.5.s1',
  },
  MilestoneDefined: { milestone: 'm1', title: 'Opening', due: { date: '2022-05-16' } },
  MilestoneReached: { milestone: 'm1', on: '2022-06-03', evidence: [press] },
  WorkStarted: { cause: 'Initiated in a session', statement: 'cpec-jwg-st.2.s10' },
  ProgressReported: { side: 'PK', narrative: '58 % done.', percent: 58, evidence: [press] },
  ProgressAssessed: { by: 'CN', rating: 'atRisk', remarks: 'An example: the date may not hold.' },
  CommitmentBlocked: { cause: 'An example: the land is not handed over.', waitingFor: 'An example of an authority' },
  CommitmentUnblocked: { remarks: 'An example: it was handed over.' },
  CompletionReported: {
    by: { side: 'PK', institution: 'pk-stza' },
    completedOn: '2022-04-10',
    evidence: [{ ...press, digest }],
  },
  CompletionConfirmed: { by: 'forum', statement: 'cpec-jwg-st.3.s1' },
  CompletionNotAccepted: { by: 'CN', reason: 'An example: the evidence is of another road.' },
  CommitmentCarriedOver: { from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.3', statement: 'cpec-jwg-st.2.s20' },
  CommitmentDeferred: {
    to: { session: 'cpec-jwg-st.4' },
    reason: 'An example: not before the next session.',
    statement: 'cpec-jwg-st.3.s2',
  },
  CommitmentReferred: { toForum: 'cpec-jcc', statement: 'cpec-jwg-st.2.s15' },
  ReferralReturned: { fromForum: 'cpec-jcc', reason: 'An example: for the JWG to settle.' },
  CommitmentSuperseded: { by: ['cpec-jwg-st.3.c1'], statement: 'cpec-jwg-st.3.s3' },
  CommitmentWithdrawn: { by: 'secretariats', reason: 'An example: no longer needed.' },
  CommitmentLapsed: { by: 'forum', rule: 'An example: not mentioned for three sessions.' },
  CommitmentReopened: { by: 'forum', reason: 'An example: it is not finished after all.' },
  ConsentGiven: { side: 'PK', to: 'withdraw', reason: 'An example: no longer needed.' },
  EvidenceAttached: { evidence: press },
  EvidenceRetracted: { reference: press.reference, reason: 'An example: about something else.' },
  ReminderIssued: { to: 'pk-stza', regarding: 'An example: the report for the next session.' },
  OutcomeWaits: { statement: 'cpec-jwg-st.3.s1', outcome: 'completionConfirmed', waitsFor: ['report', 'signatures'] },
  EffectNotApplied: {
    statement,
    cause: '00000000-0000-4000-8000-000000000002',
    command: 'ConfirmCompletion',
    refusal: { code: 'NOT_REPORTED_COMPLETE', detail: 'Nobody has reported its completion yet.' },
  },
  EffectTakenBack: {
    cause: '00000000-0000-4000-8000-0000000000ee',
    entries: ['00000000-0000-4000-8000-0000000000ef'],
    statement: 'cpec-jwg-st.2.s20',
    reason: 'An example: it was recorded for the wrong item.',
    changes: [{ field: 'disposition', from: 'lapsed', to: 'open' }],
  },
  EntryCorrected: {
    eventId: '00000000-0000-4000-8000-0000000000ee',
    field: 'due',
    old: { date: '2202-12' },
    new: { date: '2022-12' },
    reason: 'An example: a typing error.',
    changes: [{ field: 'due', from: { date: '2202-12' }, to: { date: '2022-12' } }],
  },
  EntryWithdrawn: {
    eventId: '00000000-0000-4000-8000-0000000000ee',
    entry: 'CompletionReported',
    reason: 'An example: it was reported for the wrong item.',
    changes: [
      { field: 'implementation', from: 'reportedComplete', to: 'inProgress' },
      {
        field: 'report',
        from: {
          by: { side: 'PK', institution: 'pk-stza' },
          completedOn: '2023-01',
          evidence: [{ reference: 'An example of a letter' }],
        },
      },
    ],
    evidence: ['An example of a letter'],
  },
};
