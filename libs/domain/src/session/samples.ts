import type { SessionEvent } from './events.js';

const joint = { kind: 'joint' } as const;
const pk = { kind: 'side', side: 'PK' } as const;
const director = { kind: 'official', office: 'Executive Director, CPEC Authority', side: 'PK' } as const;
const digest = `sha256:${'2a'.repeat(32)}`;
const eventId = '00000000-0000-4000-8000-000000000002';
const none = { lead: [], support: [], beneficiaries: [] };

const said = (number: number, en: string, refersTo: string[] = []) => ({
  statementId: `cpec-jwg-st.2.s${number}`,
  text: { en },
  speaker: joint,
  refersTo,
});
const example = (number: number, words: string, refersTo?: string[]) => said(number, `An example: ${words}.`, refersTo);

/** The 2nd meeting of the JWG on S&T, as far as a report has it. What no report says is marked as an example. */
export const sessionSamples: { [E in SessionEvent as E['type']]: E['data'] } = {
  SessionScheduled: {
    forum: 'cpec-jwg-st',
    ordinal: 2,
    label: 'regular',
    plannedOn: '2022-04-20',
    mode: 'virtual',
    alsoServes: [],
  },
  NumberGiven: { to: 'cpec-jwg-gwadar.6' },
  SessionRescheduled: { from: '2022-04-20', plannedOn: '2022-04-21', reason: 'An example: a public holiday.' },
  SessionPostponed: { reason: 'An example: no date suits both sides.' },
  SessionReinstated: { reason: 'An example: it was only postponed.' },
  SessionAnnulled: { reason: 'An example: it was entered under a wrong number.' },
  SessionCancelled: { reason: 'An example: its agenda went to the next session.' },
  AgendaAgreed: { items: [{ en: 'An example: review of the last session' }, { en: 'An example: new proposals' }] },
  SessionOpened: {
    openedOn: '2022-04-20',
    coChairs: [
      { side: 'PK', name: 'Humaira Ahmed', office: 'Federal Secretary, MoST' },
      { side: 'CN', name: 'Dai Gang', office: 'Director-General, Department of International Cooperation, MOST' },
    ],
    delegations: [
      { side: 'PK', members: ['pk-most', 'pk-stza'] },
      { side: 'CN', members: ['cn-most'] },
    ],
  },
  SessionHeld: {
    heldNotAfter: '2022-05-01',
    coChairs: [{ side: 'PK', name: 'An example: N. N.', office: 'Federal Secretary, MoST' }],
    delegations: [{ side: 'CN', members: ['cn-most'] }],
  },
  SessionDated: { openedOn: '2022-04-20' },
  NextSessionFixed: { ordinal: 3, plannedOn: '2023', venue: 'An example: Islamabad' },
  SessionConcluded: { concludedOn: '2022-04-20' },

  DecisionTaken: {
    ...said(
      8,
      'The JWG decided to support the Special Technology Zones Authority in developing special technology zones.',
    ),
    undertakings: [
      {
        commitmentId: 'cpec-jwg-st.2.c1',
        kind: 'support',
        title: { en: 'Support STZA in developing special technology zones' },
        ...none,
        lead: ['pk-stza'],
        beneficiaries: ['pk-stza'],
      },
      {
        commitmentId: 'cpec-jwg-st.2.c2',
        kind: 'capacityBuilding',
        title: { en: 'Training and capacity building of STI policy makers' },
        ...none,
        lead: ['pk-stza'],
      },
    ],
  },
  UndertakingAgreed: {
    ...example(9, 'both sides will exchange lists of laboratories'),
    undertakings: [
      {
        commitmentId: 'cpec-jwg-st.2.c3',
        kind: 'informationOrNomination',
        title: { en: 'An example: exchange lists of laboratories' },
        ...none,
        lead: ['pk-most', 'cn-most'],
        due: { session: 'cpec-jwg-st.3' },
        condition: 'An example: when both lists are ready.',
      },
    ],
  },
  ProjectInitiated: { ...example(10, 'work on the zones was launched'), starts: ['cpec-jwg-st.2.c1'] },
  InstrumentSigned: {
    ...example(11, 'the two institutions signed the agreement for engineers', ['cpec-jwg-st.0.c2']),
    instrument: { en: 'Mutual Recognition Agreement for engineers' },
    parties: ['pk-pec', 'cn-cast'],
    signedOn: '2025-06',
    fulfils: 'cpec-jwg-st.0.c2',
  },
  BodyEstablished: { ...example(12, 'a task force was set up'), body: { en: 'An example: task force on zones' } },
  DirectionGiven: {
    ...example(13, 'one side tells its own institution to prepare a study'),
    speaker: pk,
    side: 'PK',
    undertakings: [
      {
        commitmentId: 'cpec-jwg-st.2.c4',
        kind: 'measureByOneSide',
        title: { en: 'An example: prepare a study' },
        ...none,
        lead: ['pk-stza'],
      },
    ],
  },
  RequestMade: {
    ...example(14, 'one side asks the other for experts'),
    speaker: pk,
    addressee: { side: 'CN', institution: 'cn-cast' },
    undertakings: [
      {
        commitmentId: 'cpec-jwg-st.2.c5',
        kind: 'meetingOrVisit',
        title: { en: 'An example: send experts' },
        ...none,
        lead: ['cn-cast'],
      },
    ],
  },
  RecommendationMade: {
    ...example(15, 'the zones are recommended to the JCC'),
    toForum: 'cpec-jcc',
    commitments: ['cpec-jwg-st.2.c1'],
  },
  ProposalMade: {
    ...example(16, 'one side proposes a joint laboratory'),
    speaker: pk,
    side: 'PK',
    undertakings: [
      {
        commitmentId: 'cpec-jwg-st.2.c6',
        kind: 'jointProject',
        title: { en: 'An example: a joint laboratory' },
        text: { en: 'An example: a joint laboratory for special technology zones.' },
        ...none,
        lead: ['pk-most'],
        support: ['cn-most'],
      },
    ],
  },
  ProposalAccepted: { ...example(17, 'the laboratory is accepted'), commitments: ['cpec-jwg-st.2.c6'] },
  ProposalDeclined: {
    ...example(18, 'the laboratory is declined'),
    speaker: { kind: 'side', side: 'CN' },
    commitments: ['cpec-jwg-st.2.c6'],
    reason: 'An example: no budget.',
  },
  ProposalWithdrawn: {
    ...example(19, 'the laboratory is withdrawn'),
    speaker: pk,
    commitments: ['cpec-jwg-st.2.c6'],
    reason: 'An example: it will be proposed elsewhere.',
  },
  CommitmentReviewed: {
    ...example(20, 'the agreement for engineers is carried over'),
    commitmentId: 'cpec-jwg-st.0.c2',
    outcome: 'carriedOver',
    toSession: 'cpec-jwg-st.3',
  },

  ProgressAppreciated: {
    ...said(3, 'The Executive Director of the CPEC Authority appreciated the progress of CPEC.', ['CPEC']),
    speaker: director,
  },
  OutcomeCommended: said(
    6,
    'The JWG commended the outcomes of CAST and PSF in STEM education, the knowledge corridor, people-to-people exchange, science and technology.',
  ),
  AchievementAcknowledged: said(
    5,
    'The JWG acknowledged the building of the China–Pakistan Joint Research Center on Earth Sciences by CAS and HEC.',
    ['cpec-jwg-st.0.c1'],
  ),
  ConcernExpressed: example(21, 'concern was expressed about a delay', ['cpec-jwg-st.0.c2']),
  MatterNoted: { ...example(22, 'a report was noted'), paragraph: '4 (b)' },
  PositionReaffirmed: said(1, 'Both sides will work together on STI and sci-tech support for CPEC.', ['CPEC']),
  HopeExpressed: {
    ...said(4, 'He hoped the meeting would lead to the start of some science and technology projects.'),
    speaker: director,
  },
  StatementInsertedBySide: { ...example(23, 'one side has its reservation minuted'), speaker: pk, side: 'PK' },

  TextAdded: { eventId, statementId: 'cpec-jwg-st.2.s8', text: { zh: '例：联合工作组决定给予支持。' } },
  SourceAdded: {
    eventId,
    statementId: 'cpec-jwg-st.2.s8',
    source: { kind: 'press', reference: 'https://example.org/another-report' },
    differs: 'An example: this report has another name for the authority.',
  },
  AdditionAnnulled: {
    eventId: '00000000-0000-4000-8000-000000000003',
    of: eventId,
    statementId: 'cpec-jwg-st.2.s8',
    reason: 'An example: the text of another statement.',
  },

  MinutesDrafted: {
    version: 1,
    digest,
    languages: ['en', 'zh'],
    statementIds: ['cpec-jwg-st.2.s1', 'cpec-jwg-st.2.s8'],
    changes: [{ commitmentId: 'cpec-jwg-st.2.c1', diff: [{ field: 'due', to: { session: 'cpec-jwg-st.3' } }] }],
  },
  MinutesCommented: { version: 1, side: 'CN', comment: 'An example: name the counterpart.', paragraph: '3' },
  MinutesTextAgreed: { version: 1, digest },
  MinutesSignedBySide: {
    side: 'PK',
    signatory: 'An example of a name',
    office: 'An example of an office',
    signedOn: '2022-07-01',
    version: 1,
    digest,
  },
  MinutesEnteredIntoEffect: {
    version: 1,
    digest,
    on: '2022-08-01',
    adopts: [
      { commitmentId: 'cpec-jwg-st.2.c1', diff: [{ field: 'due', to: { session: 'cpec-jwg-st.3' } }] },
      { commitmentId: 'cpec-jwg-st.2.c2', diff: [] },
    ],
    omits: [{ commitmentId: 'cpec-jwg-st.2.c6', statementId: 'cpec-jwg-st.2.s16' }],
  },
  SignaturesVoided: { version: 1, sides: ['PK'], because: 'corrected', statementId: 'cpec-jwg-st.2.s8' },
  SignatureAnnulled: { eventId, side: 'PK', version: 1, reason: 'An example: it was the other side that signed.' },
  MinutesEffectTakenBack: {
    version: 1,
    digest,
    eventId,
    reason: 'An example: it was the other side that signed.',
    commitments: ['cpec-jwg-st.2.c1', 'cpec-jwg-st.2.c2', 'cpec-jwg-st.2.c6'],
  },
  RecordCorrected: {
    eventId,
    field: 'text',
    old: { en: 'An exampel' },
    new: { en: 'An example' },
    reason: 'An example: a spelling.',
  },
  CorrectionAgreedBySide: {
    side: 'PK',
    eventId,
    statementId: 'cpec-jwg-st.2.s8',
    field: 'paragraph',
    old: '3',
    new: '4',
    reason: 'An example: the signed paper has 4.',
  },
  RecordAnnulled: {
    eventId,
    statementId: 'cpec-jwg-st.2.s8',
    reason: 'An example: it was entered twice.',
    commitments: ['cpec-jwg-st.2.c1', 'cpec-jwg-st.2.c2'],
  },
};
