import { v5 } from 'uuid';
import type { Actor } from '@jwg/domain';
import { actors } from '@jwg/domain/samples';

/** One command, the actor who gives it, and the types of its events: first its own, then those of the policy. */
export interface Step {
  readonly command: string;
  readonly by: Actor;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
  readonly commandId: string;
}

const { recorder, pk, cn, pkChair, cnChair, most, stza } = actors;

const steps: Step[] = [];
const idOf = (place: number) => v5(`story ${place}`, v5.URL);

/** Adds one step; returns the id that its first event will have. */
const step = (by: Actor, command: string, fields: object, ...events: string[]): string => {
  const commandId = idOf(steps.length);
  steps.push({ by, command, fields: fields as Step['fields'], events, commandId });
  return v5('0', commandId);
};

// ---- The forum and its institutions

const forumId = 'cpec-jwg-st';
const inForum = (by: Actor, command: string, fields: object, ...events: string[]) =>
  step(by, command, { forumId, ...fields }, ...events);

inForum(
  recorder,
  'EstablishForum',
  {
    name: { en: 'Joint Working Group on Science and Technology' },
    level: 'workingGroup',
    parent: 'cpec-jcc',
    establishedOn: '2020-03-17',
    instrument: 'Memorandum of understanding signed in Beijing',
    sides: [
      { side: 'PK', name: { en: 'Pakistan' }, lead: 'pk-most' },
      { side: 'CN', name: { en: 'China' }, lead: 'cn-most' },
    ],
  },
  'ForumEstablished',
);
for (const institution of ['pk-most', 'pk-stza', 'pk-board', 'cn-most', 'cn-cast', 'cn-cse'])
  inForum(
    recorder,
    'RegisterInstitution',
    {
      institution,
      side: institution.slice(0, 2).toUpperCase(),
      name: { en: institution },
      acronym: institution.slice(3).toUpperCase(),
    },
    'InstitutionRegistered',
  );
inForum(
  pk,
  'RenameInstitution',
  { institution: 'pk-most', name: { en: 'Ministry of Science and Technology' } },
  'InstitutionRenamed',
);
inForum(
  pk,
  'SucceedInstitution',
  { institution: 'pk-board', by: 'pk-stza', reason: 'Merged', on: '2021-07-01' },
  'InstitutionSucceeded',
);
inForum(
  recorder,
  'DesignateCoChair',
  { side: 'PK', name: 'Humaira Ahmed', office: 'Federal Secretary, MoST' },
  'CoChairDesignated',
);
inForum(
  pk,
  'NominateFocalPoint',
  { institution: 'pk-stza', person: 'The planning officer', office: 'Planning' },
  'FocalPointNominated',
);
inForum(
  pk,
  'ReleaseFocalPoint',
  { institution: 'pk-stza', person: 'The planning officer', reason: 'Moved to another post' },
  'FocalPointReleased',
);
inForum(
  recorder,
  'ForgetPerson',
  { name: 'The planning officer', reason: 'They asked for it after they had left' },
  'PersonForgotten',
);
inForum(recorder, 'AddVerb', { word: 'hailed the start of', language: 'en', like: 'welcomed' }, 'VerbAdded');
inForum(recorder, 'MarkForumDormant', { reason: 'No meeting for a year' }, 'ForumMarkedDormant');
inForum(recorder, 'ReviveForum', { reason: 'Both sides want to meet again' }, 'ForumRevived');
step(
  recorder,
  'EstablishForum',
  {
    forumId: 'cpec-jwg-se',
    name: { en: 'Joint Working Group on Socio-Economic Development' },
    level: 'workingGroup',
    sides: ['PK', 'CN'].map((side) => ({ side, name: { en: side } })),
  },
  'ForumEstablished',
);

// ---- What is older than any recorded session

const agreement = `${forumId}.0.c1`;
const centre = `${forumId}.0.c2`;
step(
  recorder,
  'RegisterLegacyCommitment',
  {
    commitmentId: agreement,
    kind: 'instrument',
    title: { en: 'Mutual recognition agreement for engineers' },
    text: { en: 'To conclude an agreement on the mutual recognition of engineers' },
    lead: ['pk-most'],
    support: ['cn-cast'],
    beneficiaries: ['pk-stza'],
    due: { date: '2022' },
    condition: 'Both engineering councils agree on the criteria',
  },
  'CommitmentRegistered',
);
step(
  recorder,
  'RegisterLegacyCommitment',
  { commitmentId: centre, kind: 'establishBody', title: { en: 'Joint research centre' } },
  'CommitmentRegistered',
);

// ---- The calendar

const sessionId = `${forumId}.2`;
const inSession = (by: Actor, command: string, fields: object, ...events: string[]) =>
  step(by, command, { sessionId, ...fields }, ...events);

inSession(
  recorder,
  'ScheduleSession',
  {
    label: 'special',
    plannedOn: '2022-03',
    mode: 'hybrid',
    venue: 'Islamabad',
    hostSide: 'PK',
    alsoServes: ['cpec-jwg-se'],
    numbers: { 'cpec-jwg-se': 7 },
  },
  'SessionScheduled',
  'NumberGiven',
);
inSession(cn, 'PostponeSession', { reason: 'Travel restrictions' }, 'SessionPostponed');
inSession(
  recorder,
  'RescheduleSession',
  { plannedOn: '2022-04-20', reason: 'Both sides are free' },
  'SessionRescheduled',
);
inSession(recorder, 'AgreeAgenda', { items: [{ en: 'Review of progress' }, { en: 'New projects' }] }, 'AgendaAgreed');
inSession(
  recorder,
  'OpenSession',
  {
    openedOn: '2022-04-20',
    coChairs: [
      { side: 'PK', name: 'Humaira Ahmed', office: 'Federal Secretary, MoST' },
      { side: 'CN', name: 'Dai Gang', office: 'Director-General, MOST' },
    ],
    delegations: [{ side: 'PK', members: ['pk-most', 'pk-stza'] }],
  },
  'SessionOpened',
);
step(recorder, 'ScheduleSession', { sessionId: `${forumId}.3`, mode: 'virtual' }, 'SessionScheduled');
step(recorder, 'CancelSession', { sessionId: `${forumId}.3`, reason: 'No agenda' }, 'SessionCancelled');

// ---- What was said

let paragraph = 0;
const says = (command: string, fields: object, ...events: string[]) =>
  inSession(recorder, command, { text: { en: `As recorded: ${command}` }, ...fields }, ...events);
const commitment = (number: number) => `${sessionId}.c${number}`;
const undertaking = (kind: string, lead: string, more: object = {}) => ({
  kind,
  title: { en: `Something by ${lead}` },
  lead: [lead],
  support: [],
  beneficiaries: [],
  ...more,
});
const speaker = (side: string) => ({ kind: 'side', side });

says(
  'TakeDecision',
  { undertakings: [undertaking('jointProject', 'pk-most'), undertaking('capacityBuilding', 'pk-stza')] },
  'DecisionTaken',
  'CommitmentRegistered',
  'CommitmentRegistered',
);
says(
  'AgreeUndertaking',
  { undertakings: [undertaking('studyOrDocument', 'cn-most')] },
  'UndertakingAgreed',
  'CommitmentRegistered',
);
says('InitiateProject', { starts: [commitment(1)] }, 'ProjectInitiated', 'WorkStarted');
says(
  'GiveDirection',
  { speaker: speaker('PK'), undertakings: [undertaking('measureByOneSide', 'pk-most')] },
  'DirectionGiven',
  'CommitmentRegistered',
);
says(
  'MakeProposal',
  { speaker: speaker('PK'), undertakings: [5, 6, 7].map(() => undertaking('support', 'cn-cast')) },
  'ProposalMade',
  'CommitmentRegistered',
  'CommitmentRegistered',
  'CommitmentRegistered',
);
says(
  'MakeRequest',
  {
    addressee: { side: 'CN', institution: 'cn-cast' },
    undertakings: [undertaking('informationOrNomination', 'cn-cast')],
  },
  'RequestMade',
  'CommitmentRegistered',
);
says('AcceptProposal', { commitments: [commitment(5)] }, 'ProposalAccepted', 'CommitmentAccepted');
says(
  'DeclineProposal',
  { speaker: speaker('CN'), commitments: [commitment(6)], reason: 'No funds this year' },
  'ProposalDeclined',
  'CommitmentNotAdopted',
);
says(
  'WithdrawProposal',
  { speaker: speaker('PK'), commitments: [commitment(7)], reason: 'Overtaken by events' },
  'ProposalWithdrawn',
  'CommitmentNotAdopted',
);
says(
  'SignInstrument',
  {
    instrument: { en: 'Agreement on the recognition of engineers' },
    parties: ['pk-most', 'cn-cast'],
    signedOn: '2022-04-20',
    fulfils: agreement,
  },
  'InstrumentSigned',
  'CompletionReported',
);
says(
  'EstablishBody',
  { body: { en: 'Joint research centre' }, fulfils: centre },
  'BodyEstablished',
  'CompletionReported',
);
says(
  'MakeRecommendation',
  { toForum: 'cpec-jcc', commitments: [commitment(3)] },
  'RecommendationMade',
  'CommitmentReferred',
);
says(
  'ReviewCommitment',
  { commitmentId: commitment(2), outcome: 'carriedOver', toSession: `${forumId}.4` },
  'CommitmentReviewed',
  'CommitmentCarriedOver',
);
says(
  'ReviewCommitment',
  { commitmentId: commitment(2), outcome: 'dateRevised', due: { date: '2023-06' }, reason: 'Funds came late' },
  'CommitmentReviewed',
  'DueDateRevised',
);
says(
  'ReviewCommitment',
  { commitmentId: commitment(5), outcome: 'superseded', by: [commitment(2)] },
  'CommitmentReviewed',
  'CommitmentSuperseded',
);
says(
  'ReviewCommitment',
  { commitmentId: agreement, outcome: 'referred', toForum: 'cpec-jcc' },
  'CommitmentReviewed',
  'CommitmentReferred',
);
const evaluation = () => ({ paragraph: `${(paragraph += 1)}`, refersTo: [commitment(1), 'CPEC'] });
says('AppreciateProgress', evaluation(), 'ProgressAppreciated');
says('CommendOutcome', { ...evaluation(), verb: { word: 'hailed the start of', language: 'en' } }, 'OutcomeCommended');
says('AcknowledgeAchievement', evaluation(), 'AchievementAcknowledged');
says('ExpressConcern', evaluation(), 'ConcernExpressed');
const misheard = says('NoteMatter', evaluation(), 'MatterNoted');
says('ReaffirmPosition', evaluation(), 'PositionReaffirmed');
const misspelt = says(
  'ExpressHope',
  { ...evaluation(), speaker: { kind: 'official', office: 'Executive Director of the CPEC Authority' } },
  'HopeExpressed',
);
inSession(recorder, 'FixNextSession', { ordinal: 4, plannedOn: '2023', venue: 'Beijing' }, 'NextSessionFixed');
inSession(recorder, 'ConcludeSession', { concludedOn: '2022-04-21' }, 'SessionConcluded');
says('InsertStatement', { speaker: speaker('CN') }, 'StatementInsertedBySide');

// ---- The minutes

const digest = `sha256:${'5'.repeat(64)}`;
inSession(recorder, 'AnnulRecord', { eventId: misheard, reason: 'Nobody said this' }, 'RecordAnnulled');
inSession(
  recorder,
  'CorrectRecord',
  { eventId: misspelt, field: 'text', new: { en: 'As recorded, without the slip' }, reason: 'A slip of the pen' },
  'RecordCorrected',
);
inSession(
  recorder,
  'DraftMinutes',
  { digest: `sha256:${'4'.repeat(64)}`, languages: ['en'], statementIds: [`${sessionId}.s1`] },
  'MinutesDrafted',
);
inSession(
  recorder,
  'DraftMinutes',
  { digest, languages: ['en', 'zh'], changes: [{ commitmentId: commitment(2), due: { date: '2023' } }] },
  'MinutesDrafted',
);
inSession(
  cn,
  'CommentMinutes',
  { version: 2, side: 'CN', comment: 'The year is right', paragraph: '1' },
  'MinutesCommented',
);
inSession(recorder, 'AgreeMinutesText', { version: 2, digest }, 'MinutesTextAgreed');
const signature = { version: 2, digest, signatory: 'The co-chair', office: 'Co-chair' };
inSession(pkChair, 'SignMinutes', { ...signature, side: 'PK', signedOn: '2022-09-01' }, 'MinutesSignedBySide');
const signedByCN = inSession(
  cnChair,
  'SignMinutes',
  { ...signature, side: 'CN', signedOn: '2022-09-05' },
  'MinutesSignedBySide',
  'MinutesEnteredIntoEffect',
  'CommitmentAdopted', // c1
  'CommitmentAdoptedWithChanges', // c2
  'CommitmentAdopted', // c3
  'CommitmentAdopted', // c4
  'CommitmentAdopted', // c5, a proposal that was accepted
  'CommitmentAdopted', // the agreement, which the session reviewed
);

// ---- Work on what was decided

const on = (number: number, by: Actor, command: string, fields: object, ...events: string[]) =>
  step(by, command, { commitmentId: commitment(number), ...fields }, ...events);
const photo = { reference: 'https://example.org/photo', title: 'Photograph of the site' };

on(1, most, 'ReportProgress', { narrative: 'Foundations laid', percent: 20, evidence: [photo] }, 'ProgressReported');
on(1, cn, 'AssessProgress', { rating: 'atRisk', remarks: 'Winter is near' }, 'ProgressAssessed');
on(1, most, 'BlockCommitment', { cause: 'No cement', waitingFor: 'the supplier' }, 'CommitmentBlocked');
on(1, most, 'UnblockCommitment', { remarks: 'The cement came' }, 'CommitmentUnblocked');
on(1, cn, 'AssignResponsibility', { institution: 'cn-cast', part: 'support' }, 'ResponsibilityAssigned');
on(
  1,
  cn,
  'ReassignResponsibility',
  { from: 'cn-cast', to: 'cn-cse', part: 'support', reason: 'Better placed' },
  'ResponsibilityReassigned',
);
on(1, pk, 'SetDueDate', { due: { date: '2023-10' } }, 'ConsentGiven');
on(1, cn, 'SetDueDate', { due: { date: '2023-10' } }, 'ConsentGiven', 'DueDateSet');
const revision = { to: { date: '2024', session: `${forumId}.4` }, reason: 'Winter' };
on(1, pkChair, 'ReviseDueDate', revision, 'ConsentGiven');
on(1, cn, 'ReviseDueDate', revision, 'ConsentGiven', 'DueDateRevised');
on(1, most, 'DefineMilestone', { title: 'Roof', due: { date: '2023-12' } }, 'MilestoneDefined');
on(1, most, 'ReachMilestone', { milestone: 'm1', on: '2023-11-30', evidence: [photo] }, 'MilestoneReached');
on(1, most, 'AttachEvidence', { evidence: { ...photo, digest } }, 'EvidenceAttached');
on(1, most, 'RetractEvidence', { reference: photo.reference, reason: 'Another site' }, 'EvidenceRetracted');
const letter = {
  occurredAt: '2024-03',
  authority: 'agreedText',
  source: { kind: 'document', reference: 'Letter 7' },
  visibility: 'sideInternal',
};
on(1, pk, 'IssueReminder', { to: 'pk-most', regarding: 'The next report', provenance: letter }, 'ReminderIssued');
const completion = { completedOn: '2024-05', evidence: [photo] };
on(1, most, 'ReportCompletion', completion, 'CompletionReported');
on(1, cn, 'RejectCompletion', { reason: 'The roof leaks' }, 'CompletionNotAccepted');
on(1, most, 'ReportCompletion', completion, 'CompletionReported');
on(1, pk, 'ConfirmCompletion', {}, 'ConsentGiven');
on(1, cn, 'ConfirmCompletion', {}, 'ConsentGiven', 'CompletionConfirmed');
on(1, pk, 'ReopenCommitment', { reason: 'It leaks again' }, 'ConsentGiven');
on(1, cn, 'ReopenCommitment', { reason: 'It leaks again' }, 'ConsentGiven', 'CommitmentReopened');
on(2, stza, 'StartWork', { cause: 'The trainers arrived' }, 'WorkStarted');
on(2, pk, 'LapseCommitment', { rule: 'Not pursued for two years' }, 'ConsentGiven');
on(2, cn, 'LapseCommitment', { rule: 'Not pursued for two years' }, 'ConsentGiven', 'CommitmentLapsed');
on(4, pk, 'WithdrawCommitment', { reason: 'Settled by law' }, 'ConsentGiven');
on(4, cn, 'WithdrawCommitment', { reason: 'Settled by law' }, 'ConsentGiven', 'CommitmentWithdrawn');

// ---- Mistakes set right

const slip = on(1, most, 'ReportProgress', { narrative: 'Roof mended', percent: 95 }, 'ProgressReported');
on(1, pk, 'CorrectEntry', { eventId: slip, field: 'percent', new: 59, reason: 'Figures swapped' }, 'EntryCorrected');
const wrongItem = on(1, most, 'ReportCompletion', completion, 'CompletionReported');
on(1, most, 'WithdrawEntry', { eventId: wrongItem, reason: 'Meant for another item' }, 'EntryWithdrawn');
const misspelling = inForum(
  recorder,
  'RegisterInstitution',
  { institution: 'pk-hec', side: 'PK', name: { en: 'Higher Educaton Commission' } },
  'InstitutionRegistered',
);
inForum(
  pk,
  'CorrectForum',
  { eventId: misspelling, field: 'name', new: { en: 'Higher Education Commission' }, reason: 'Misspelt' },
  'ForumCorrected',
);
const onSession = (command: string, fields: object, ...events: string[]) =>
  step(recorder, command, { sessionId: `${forumId}.9`, ...fields }, ...events);
onSession('ScheduleSession', { mode: 'virtual' }, 'SessionScheduled');
onSession('CancelSession', { reason: 'Nobody comes' }, 'SessionCancelled');
onSession('ReinstateSession', { reason: 'It was only postponed' }, 'SessionReinstated');
onSession('AnnulSession', { reason: 'Its number is 5' }, 'SessionAnnulled');
inSession(
  recorder,
  'AnnulRecord',
  { eventId: signedByCN, reason: 'It was signed a week later' },
  'SignatureAnnulled',
  'MinutesEffectTakenBack',
  ...Array<string>(6).fill('EffectTakenBack'),
);
inSession(
  cnChair,
  'SignMinutes',
  // What the record of version 2 says, by its digest: no change of code may ever change it.
  {
    ...signature,
    side: 'CN',
    signedOn: '2022-09-12',
    record: 'sha256:97f941138a7206d1ec4c09f8e33d3719db8b67570c2653816d149356891afd28',
  },
  'MinutesSignedBySide',
  'MinutesEnteredIntoEffect',
  ...['CommitmentAdopted', 'CommitmentAdoptedWithChanges', ...Array<string>(4).fill('CommitmentAdopted')],
);
const statementId = `${sessionId}.s1`;
inSession(recorder, 'AddText', { statementId, text: { zh: '记录' } }, 'TextAdded');
const second = { kind: 'press', reference: 'https://example.org/second', language: 'zh' };
const twice = inSession(
  recorder,
  'AddSource',
  { to: statementId, source: second, differs: 'It names another lead' },
  'SourceAdded',
);
inSession(recorder, 'AnnulRecord', { eventId: twice, reason: 'Of another session' }, 'AdditionAnnulled');
step(recorder, 'ScheduleSession', { sessionId: `${forumId}.4`, mode: 'inPerson' }, 'SessionScheduled');
step(
  recorder,
  'RecordHeldSession',
  {
    sessionId: `${forumId}.4`,
    heldNotAfter: '2022-05-01',
    coChairs: [{ side: 'PK', name: 'N. N.', office: 'Federal Secretary, MoST' }],
    delegations: [{ side: 'CN', members: ['cn-cast'] }],
  },
  'SessionHeld',
);

step(recorder, 'OpenSession', { sessionId: `${forumId}.4`, openedOn: '2022-04-29' }, 'SessionDated');

const typedWrong = { eventId: misspelt, field: 'paragraph', new: '7 (a)', reason: 'The signed paper has it' };
inSession(pk, 'CorrectRecord', typedWrong, 'CorrectionAgreedBySide');
inSession(cn, 'CorrectRecord', typedWrong, 'CorrectionAgreedBySide', 'RecordCorrected');

// Of three statements that were entered in session 4, the first was made in session 5; the others went with it.
const inFour = (command: string, fields: object, ...events: string[]) =>
  step(recorder, command, { sessionId: `${forumId}.4`, text: { en: `Misplaced: ${command}` }, ...fields }, ...events);
inFour(
  'TakeDecision',
  { undertakings: [undertaking('studyOrDocument', 'pk-most')] },
  'DecisionTaken',
  'CommitmentRegistered',
);
inFour('InitiateProject', { starts: [`${forumId}.4.c1`] }, 'ProjectInitiated', 'WorkStarted');
inFour('NoteMatter', { refersTo: [`${forumId}.4.s1`] }, 'MatterNoted');
step(recorder, 'AddSource', { sessionId: `${forumId}.4`, to: `${forumId}.4.s3`, source: second }, 'SourceAdded');
step(recorder, 'ScheduleSession', { sessionId: `${forumId}.5`, mode: 'virtual' }, 'SessionScheduled');
step(
  recorder,
  'OpenSession',
  { sessionId: `${forumId}.5`, openedOn: '2023-05-02', coChairs: [], delegations: [] },
  'SessionOpened',
);
step(
  recorder,
  'MoveStatements',
  {
    sessionId: `${forumId}.4`,
    statementIds: [1, 2, 3].map((n) => `${forumId}.4.s${n}`),
    to: `${forumId}.5`,
    reason: 'The pages of two sessions were mixed up',
  },
  ...Array<string>(3).fill('RecordAnnulled'),
  ...['DecisionTaken', 'ProjectInitiated', 'MatterNoted', 'SourceAdded', 'EffectMoved', 'EffectMoved'],
);

/** The forum to which matters are referred. Not a numbered step: the ids of steps follow from their order. */
const { parent: parentId, ...establishing } = steps[0]!.fields;
const parent: Step = {
  ...steps[0]!,
  fields: { ...establishing, forumId: parentId, name: { en: 'Joint Cooperation Committee' }, level: 'committee' },
  commandId: v5('story parent', v5.URL),
};

/** A plausible history of one forum, which gives every command at least once and uses every field of each. */
export const story: readonly Step[] = [steps[0]!, parent, ...steps.slice(1)];
