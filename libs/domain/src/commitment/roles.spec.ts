import { describe } from '@jest/globals';
import type { Metadata } from '../metadata.js';
import { sample, samples, secretariat, stored, storedSample, uuid } from '../samples.js';
import {
  adopted,
  completed,
  inProgress,
  onHold,
  proposed,
  provisional,
  referred,
  reportedComplete,
  superseded,
} from '../testing/lives.js';
import { describeRoles, type Rows, type Who } from '../testing/roles.js';
import { commitment, type CommitmentCommand } from './decide.js';
import type { CommitmentEvent } from './events.js';

const statement = 'cpec-jwg-st.3.s1';
const reason = 'An example of a reason';
const secretariats: Who[] = ['PK', 'CN', 'policy'];
const workers: Who[] = ['lead', ...secretariats];
const notTheirs = { other: 'OTHER_INSTITUTION' };
const inSession = { may: ['policy'] as Who[], otherwise: 'ONLY_BY_A_SESSION' };

const dueSet: CommitmentEvent[] = [...adopted, sample('DueDateSet')];
/** A history as it was recorded; the last entry with this envelope. */
const entries = (life: readonly CommitmentEvent[], more: Partial<Metadata>) =>
  life.map((event, n) => stored(event, 'commitment-cpec-jwg-st.2.c1', n, n === life.length - 1 ? more : {}));
const { commitmentId: _id, ...particulars } = samples.DecisionTaken.undertakings[0]!;
const notTheirEntry = Object.fromEntries(
  (['recorder', 'CN', 'coChair', 'lead', 'other', 'policy'] as const).map((who) => [who, 'NOT_YOURS']),
);

const rows: Rows<CommitmentEvent, CommitmentCommand> = {
  RegisterCommitment: { ...inSession, data: samples.CommitmentRegistered },
  RegisterLeftOut: { ...inSession, data: samples.CommitmentRegistered },
  CorrectAdoption: {
    ...inSession,
    given: adopted,
    data: { session: 'cpec-jwg-st.2', diff: samples.CommitmentAdoptedWithChanges.diff, reason },
    more: { history: [storedSample('CommitmentRegistered'), storedSample('CommitmentAdopted')] },
  },
  CountLeftOut: { ...inSession, data: { cause: statement, reason, registers: samples.CommitmentRegistered } },
  RegisterLegacyCommitment: {
    data: { ...samples.CommitmentRegistered, commitmentId: 'cpec-jwg-st.0.c1' },
    may: ['recorder', 'policy'],
  },
  AcceptCommitment: { ...inSession, given: proposed, data: { statement } },
  DeclineCommitment: { ...inSession, given: proposed, data: samples.CommitmentNotAdopted },
  AdoptCommitment: { ...inSession, given: provisional, data: { ...samples.CommitmentAdopted, diff: [] } },

  StartWork: { given: provisional, data: { cause: reason }, may: workers, otherwise: notTheirs },
  ReportProgress: {
    given: adopted,
    data: { narrative: reason, evidence: [] },
    may: ['lead', 'PK', 'CN'],
    otherwise: notTheirs,
  },
  AssessProgress: { given: adopted, data: { rating: 'onTrack' }, may: ['PK', 'CN'] },
  BlockCommitment: { given: inProgress, data: { cause: reason }, may: workers, otherwise: notTheirs },
  UnblockCommitment: { given: onHold, data: {}, may: workers, otherwise: notTheirs },
  ReportCompletion: {
    given: inProgress,
    data: { completedOn: '2022-05', evidence: [{ reference: 'a' }] },
    may: workers,
    otherwise: notTheirs,
  },
  ConfirmCompletion: {
    given: reportedComplete,
    data: { statement },
    may: secretariats,
    otherwise: { lead: 'REPORTER_CANNOT_CONFIRM' },
  },
  RejectCompletion: {
    given: reportedComplete,
    data: { reason },
    may: ['CN'],
    otherwise: { PK: 'REPORTER_CANNOT_REJECT' },
  },

  SupersedeCommitment: {
    ...inSession,
    given: adopted,
    data: { by: ['cpec-jwg-st.3.c1'], statement },
    more: { commitments: { 'cpec-jwg-st.3.c1': {} } },
  },
  WithdrawCommitment: { given: adopted, data: { reason }, may: secretariats },
  LapseCommitment: { given: adopted, data: { rule: reason }, may: secretariats },
  ReferCommitment: { ...inSession, given: adopted, data: { toForum: 'cpec-jcc' } },
  ReturnReferral: { ...inSession, given: referred, data: {} },
  ReopenCommitment: { given: completed, data: { reason }, may: secretariats },
  CarryOver: { ...inSession, given: adopted, data: { from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.3' } },
  DeferCommitment: { ...inSession, given: adopted, data: { to: { date: '2025' } } },

  AssignResponsibility: {
    given: adopted,
    data: { institution: 'pk-pec', part: 'support' },
    may: ['PK'],
    otherwise: { CN: 'OTHER_SIDE' },
  },
  ReassignResponsibility: {
    given: adopted,
    data: { from: 'pk-stza', to: 'pk-pec', part: 'lead', reason },
    may: ['PK'],
    otherwise: { CN: 'OTHER_SIDE' },
  },
  SetDueDate: { given: adopted, data: { due: { date: '2023' } }, may: ['coChair', ...secretariats] },
  ReviseDueDate: { given: adopted, data: { to: { date: '2023' }, reason }, may: ['coChair', ...secretariats] },
  DefineMilestone: { given: adopted, data: { title: 'Opening' }, may: workers, otherwise: notTheirs },
  ReachMilestone: {
    given: [...adopted, sample('MilestoneDefined')],
    data: samples.MilestoneReached,
    may: workers,
    otherwise: notTheirs,
  },
  AttachEvidence: {
    given: adopted,
    data: samples.EvidenceAttached,
    may: ['recorder', ...workers],
    otherwise: notTheirs,
  },
  RetractEvidence: {
    given: [...adopted, sample('EvidenceAttached')],
    data: samples.EvidenceRetracted,
    may: ['recorder', ...workers],
    otherwise: notTheirs,
  },
  IssueReminder: { given: adopted, data: samples.ReminderIssued, may: secretariats },
  RecordEffectNotApplied: { ...inSession, given: adopted, data: samples.EffectNotApplied },
  TakeBackEffect: {
    ...inSession,
    given: superseded,
    data: { cause: uuid(99), reason },
    more: { history: entries(superseded, { causationId: uuid(99) }) },
  },
  MoveEffect: {
    ...inSession,
    given: provisional,
    data: { cause: uuid(98), statement: 'cpec-jwg-st.3.s1', from: { statementId: statement, eventId: uuid(99) } },
    more: { history: entries(provisional, { causationId: uuid(99) }) },
  },
  CorrectParticulars: {
    ...inSession,
    given: provisional,
    data: { cause: uuid(99), particulars: { ...particulars, title: { en: 'Corrected' } }, reason, statement },
    more: { history: entries(provisional, { causationId: uuid(99) }) },
  },
  CorrectEntry: {
    given: dueSet,
    data: { eventId: uuid(dueSet.length), field: 'due', new: { date: '2023-06' }, reason },
    more: { history: entries(dueSet, { actor: secretariat('PK') }) },
    may: ['PK'],
    otherwise: notTheirEntry,
  },
  WithdrawEntry: {
    given: dueSet,
    data: { eventId: uuid(dueSet.length), reason },
    more: { history: entries(dueSet, { actor: secretariat('PK') }) },
    may: ['PK'],
    otherwise: notTheirEntry,
  },
};

describe('A commitment', () => describeRoles(commitment, rows));
