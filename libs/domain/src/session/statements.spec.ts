import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { initial as noForum } from '../forum/state.js';
import { context, recorder, sample, sampleForum, samples } from '../samples.js';
import { cancelled, concluded, inEffect, opened, scheduled, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import { reviewOutcomes, statementEvents, type SessionEvent, type StatementEvent } from './events.js';
import type { NewStatement } from './statements.js';

const record = (...statements: NewStatement[]): SessionCommand => ({
  type: 'RecordStatements',
  data: { session: 'cpec-jwg-st.2', statements },
});
const kinds = Object.keys(statementEvents) as StatementEvent['type'][];
const evaluative = kinds.slice(kinds.indexOf('ProgressAppreciated'), kinds.indexOf('StatementInsertedBySide'));

/** A sample as a command brings it: without the numbers and the side, which the decider adds. */
const asked = (type: StatementEvent['type'], changes: object = {}): NewStatement => {
  const { statementId: _, side: __, ...data } = samples[type] as Record<string, unknown>;
  const undertakings = (data.undertakings as object[] | undefined)?.map((it) => ({ ...it, commitmentId: undefined }));
  return { type, data: { ...data, ...(undertakings && { undertakings }), ...changes } } as unknown as NewStatement;
};

/** The same sample, with its numbers as the first statement of its session. */
const asFirst = (type: StatementEvent['type']): SessionEvent => {
  const data = samples[type] as { undertakings?: object[] };
  const undertakings = data.undertakings?.map((it, n) => ({ ...it, commitmentId: `cpec-jwg-st.2.c${n + 1}` }));
  return {
    type,
    data: { ...data, statementId: 'cpec-jwg-st.2.s1', ...(undertakings && { undertakings }) },
  } as SessionEvent;
};

const late = (event: SessionEvent, learnedLate: string): SessionEvent =>
  ({ ...event, data: { ...event.data, learnedLate } }) as SessionEvent;

/** A proposal, as the samples mention it. */
const proposal = { adoption: 'proposed', proposedBy: 'PK' } as const;
const commitments = {
  'cpec-jwg-st.0.c1': {},
  'cpec-jwg-st.0.c2': { adoption: 'provisional' },
  'cpec-jwg-st.2.c1': {},
  'cpec-jwg-st.2.c6': proposal,
} as const;
const clerk = context(recorder, { commitments });
const side = (name: string) => ({ kind: 'side', side: name }) as const;
const official = { kind: 'official', office: 'Minister', side: 'CN' } as const;

describe('A session', () => {
  it.each(kinds)('records %s with the next number', (type) =>
    given(session, ...opened)
      .when(record(asked(type)), clerk)
      .then(asFirst(type)),
  );
  it('treats missing lists of institutions as empty', () => {
    const { kind, title } = samples.UndertakingAgreed.undertakings[0]!;
    const [event] = session.decide(
      record(asked('UndertakingAgreed', { undertakings: [{ kind, title }] })),
      fold(session, opened),
      clerk,
    );
    expect(event!.data).toMatchObject({ undertakings: [{ lead: [], support: [], beneficiaries: [] }] });
  });
  it('numbers statements and commitments on, within a command and from one command to the next', () => {
    const { decide } = session;
    const events = decide(
      record(asked('UndertakingAgreed'), asked('MatterNoted'), asked('DirectionGiven')),
      fold(session, spoken),
      clerk,
    );
    expect(events.map(({ data }) => (data as { statementId: string }).statementId)).toEqual([
      'cpec-jwg-st.2.s17',
      'cpec-jwg-st.2.s18',
      'cpec-jwg-st.2.s19',
    ]);
    expect(events.flatMap(({ data }) => ('undertakings' in data ? data.undertakings : []))).toMatchObject([
      { commitmentId: 'cpec-jwg-st.2.c7' },
      { commitmentId: 'cpec-jwg-st.2.c8' },
    ]);
  });
  it('records all statements of a command or none', () =>
    given(session, ...opened)
      .when(record(asked('MatterNoted'), asked('DecisionTaken', { speaker: side('PK') })), clerk)
      .thenRefused('NOT_JOINT'));
  it('records what refers to a statement and a commitment of the same command', () => {
    const refersTo = ['cpec-jwg-st.2.s1', 'cpec-jwg-st.2.c1'];
    given(session, ...opened)
      .when(record(asked('DecisionTaken'), asked('MatterNoted', { refersTo })), context(recorder))
      .then(asFirst('DecisionTaken'), sample('MatterNoted', { statementId: 'cpec-jwg-st.2.s2', refersTo }));
  });
  it('takes a reservation of one side into the minutes after the sitting', () =>
    given(session, ...concluded)
      .when(record(asked('StatementInsertedBySide')), clerk)
      .then(sample('StatementInsertedBySide', { statementId: 'cpec-jwg-st.2.s17' })));
  it('T2: takes up a proposal under its own id', () => {
    const { undertakings } = samples.ProposalMade;
    given(session, ...opened)
      .when(record(asked('DecisionTaken', { undertakings })), clerk)
      .then({
        type: 'DecisionTaken',
        data: { ...samples.DecisionTaken, statementId: 'cpec-jwg-st.2.s1', undertakings },
      });
  });

  const others = kinds.filter((type) => type !== 'StatementInsertedBySide');
  it.each(others)('records %s after it was concluded as learned late', (type) =>
    given(session, ...opened, sample('SessionConcluded'))
      .when(record(asked(type)), clerk)
      .then(late(asFirst(type), 'afterConclusion')),
  );
  it('takes a reservation into its minutes after it was concluded', () =>
    given(session, ...opened, sample('SessionConcluded'))
      .when(record(asked('StatementInsertedBySide')), clerk)
      .then(asFirst('StatementInsertedBySide')));
  it.each(kinds)('records %s of a session whose day is unknown, and it is not late', (type) =>
    given(session, ...scheduled, sample('SessionHeld'))
      .when(record(asked(type)), clerk)
      .then(asFirst(type)),
  );
  it('records what is learned after both sides signed as said, and not in the signed text', () => {
    const [event] = session.decide(record(asked('MatterNoted')), fold(session, inEffect), clerk);
    expect(event).toMatchObject({ type: 'MatterNoted', data: { learnedLate: 'afterSignature' } });
  });

  it.each(kinds)('records %s only once it was opened', (type) => {
    given(session, ...scheduled)
      .when(record(asked(type)), clerk)
      .thenRefused('SESSION_NOT_OPEN');
    given(session, ...cancelled)
      .when(record(asked(type)), clerk)
      .thenRefused('SESSION_NOT_OPEN');
    given(session)
      .when(record(asked(type)), clerk)
      .thenRefused('SESSION_NOT_OPEN');
  });
  it('records statements only in a forum that was established', () =>
    given(session, ...opened)
      .when(record(asked('MatterNoted')), context(recorder, { forum: noForum }))
      .thenRefused('UNKNOWN_FORUM'));
  it.each(['DecisionTaken', 'ProjectInitiated', 'RecommendationMade', 'CommitmentReviewed'] as const)(
    'records %s only as a joint statement',
    (type) => {
      given(session, ...opened)
        .when(record(asked(type, { speaker: side('PK') })), clerk)
        .thenRefused('NOT_JOINT');
      given(session, ...opened)
        .when(record(asked(type, { speaker: official })), clerk)
        .thenRefused('NOT_JOINT');
    },
  );
  it.each(['InstrumentSigned', 'BodyEstablished'] as const)('lets %s fulfil a commitment only jointly', (type) =>
    given(session, ...opened)
      .when(record(asked(type, { speaker: side('PK'), fulfils: 'cpec-jwg-st.0.c2' })), clerk)
      .thenRefused('NOT_JOINT'),
  );
  it.each(['DirectionGiven', 'ProposalMade', 'StatementInsertedBySide'] as const)(
    'records %s only of one side',
    (type) => {
      given(session, ...opened)
        .when(record(asked(type, { speaker: { kind: 'joint' } })), clerk)
        .thenRefused('NOT_ONE_SIDE');
      given(session, ...opened)
        .when(record(asked(type, { speaker: official })), clerk)
        .thenRefused('NOT_ONE_SIDE');
    },
  );
  it.each(evaluative)('records %s of anybody', (type) =>
    given(session, ...opened)
      .when(record(asked(type, { speaker: official })), clerk)
      .then({ type, data: { ...samples[type], statementId: 'cpec-jwg-st.2.s1', speaker: official } } as SessionEvent),
  );
  it('records statements only of the sides of its forum', () => {
    given(session, ...opened)
      .when(record(asked('ProposalMade', { speaker: side('XX') })), clerk)
      .thenRefused('UNKNOWN_SIDE');
    given(session, ...opened)
      .when(record(asked('MatterNoted', { speaker: { ...official, side: 'XX' } })), clerk)
      .thenRefused('UNKNOWN_SIDE');
    given(session, ...opened)
      .when(record(asked('RequestMade', { addressee: { side: 'XX' } })), clerk)
      .thenRefused('UNKNOWN_SIDE');
  });
  it.each([
    asked('MatterNoted', { speaker: { ...official, institution: 'pk-nobody' } }),
    asked('DecisionTaken', {
      undertakings: [{ ...samples.DecisionTaken.undertakings[0], commitmentId: undefined, support: ['pk-nobody'] }],
    }),
    asked('InstrumentSigned', { parties: ['pk-nobody'] }),
    asked('RequestMade', { addressee: { side: 'CN', institution: 'cn-nobody' } }),
  ])('lets $type name only registered institutions', (statement) =>
    given(session, ...opened)
      .when(record(statement), clerk)
      .thenRefused('UNKNOWN_INSTITUTION'),
  );
  it.each([
    asked('MatterNoted', { refersTo: ['cpec-jwg-st.1.c9'] }),
    asked('ProjectInitiated', { starts: ['cpec-jwg-st.1.c9'] }),
    asked('InstrumentSigned', { fulfils: 'cpec-jwg-st.1.c9' }),
    asked('BodyEstablished', { fulfils: 'cpec-jwg-st.1.c9' }),
    asked('RecommendationMade', { commitments: ['cpec-jwg-st.1.c9'] }),
    asked('ProposalAccepted', { commitments: ['cpec-jwg-st.1.c9'] }),
    asked('CommitmentReviewed', { commitmentId: 'cpec-jwg-st.1.c9' }),
    asked('CommitmentReviewed', { outcome: 'superseded', by: ['cpec-jwg-st.1.c9'] }),
    asked('DecisionTaken', {
      undertakings: [{ ...samples.DecisionTaken.undertakings[0], commitmentId: 'cpec-jwg-st.2.c9' }],
    }),
  ])('lets $type name only commitments that exist', (statement) =>
    given(session, ...opened)
      .when(record(statement), clerk)
      .thenRefused('UNKNOWN_COMMITMENT'),
  );
  it('lets a statement refer only to statements that were made', () =>
    given(session, ...opened)
      .when(record(asked('MatterNoted', { refersTo: ['cpec-jwg-st.2.s9'] })), clerk)
      .thenRefused('UNKNOWN_STATEMENT'));
  it('refuses to refer to a commitment of an annulled statement', () =>
    given(session, ...spoken, sample('RecordAnnulled'))
      .when(record(asked('ProjectInitiated', { starts: ['cpec-jwg-st.2.c2'] })), clerk)
      .thenRefused('UNKNOWN_COMMITMENT'));
  it.each([
    ['another kind', { kind: 'support' }],
    ['a foreign lead', { lead: ['cn-most'] }],
    ['foreign support', { support: ['cn-most'] }],
  ])('lets a side direct only its own institutions: not %s', (_, changes) =>
    given(session, ...opened)
      .when(
        record(
          asked('DirectionGiven', {
            undertakings: [{ ...samples.DirectionGiven.undertakings[0], commitmentId: undefined, ...changes }],
          }),
        ),
        clerk,
      )
      .thenRefused('NOT_A_ONE_SIDED_MEASURE'),
  );
});

it('An instrument is not signed on a future day', () =>
  given(session, ...opened)
    .when(record(asked('InstrumentSigned')), { ...clerk, now: '2022-05-01T00:00:00.000Z' })
    .thenRefused('IN_THE_FUTURE'));

describe('A session, beyond its own forum,', () => {
  const foreign = 'cpec-jwg-gwadar.5.c1';
  const acts = [
    asked('ProjectInitiated', { starts: [foreign] }),
    asked('InstrumentSigned', { fulfils: foreign }),
    asked('BodyEstablished', { fulfils: foreign }),
    asked('RecommendationMade', { commitments: [foreign] }),
    asked('ProposalAccepted', { commitments: [foreign] }),
    asked('CommitmentReviewed', { commitmentId: foreign }),
    asked('CommitmentReviewed', { commitmentId: 'cpec-jwg-st.0.c2', outcome: 'superseded', by: [foreign] }),
    asked('DecisionTaken', {
      undertakings: [{ ...samples.DecisionTaken.undertakings[0], commitmentId: foreign }],
    }),
  ];
  /** The context with the other forum's commitment, and with that forum under a parent. */
  const facing = (parent: string, state: object = {}) =>
    context(recorder, {
      commitments: { ...commitments, [foreign]: { ...proposal, proposedBy: 'CN', ...state } },
      forums: new Map([
        ['cpec-jwg-gwadar', { ...sampleForum, parent }],
        ['cpec-jcc', sampleForum],
        ['cpec-jwg-st', sampleForum],
      ]),
    });
  const recorded = (given: readonly SessionEvent[], statement: NewStatement, facts = facing('cpec-jcc')) =>
    session.decide(record(statement), fold(session, given), facts).map(({ type }) => type);

  it.each(acts)('does not act on a commitment of another forum: $type', (statement) =>
    given(session, ...opened)
      .when(record(statement), facing('cpec-jcc'))
      .thenRefused('OTHER_FORUM'),
  );
  it.each(acts)('acts on a commitment of a child forum: $type', (statement) =>
    expect(recorded(opened, statement, facing('cpec-jwg-st'))).toEqual([statement.type]),
  );
  it.each(acts)('acts on a commitment that was referred to it: $type', (statement) =>
    expect(recorded(opened, statement, facing('cpec-jcc', { referredTo: 'cpec-jwg-st' }))).toEqual([statement.type]),
  );
  it.each(acts)('acts on a commitment of a forum that it also serves: $type', (statement) => {
    const [scheduling, ...rest] = opened;
    const joint = { ...scheduling!, data: { ...scheduling!.data, alsoServes: ['cpec-jwg-gwadar'] } } as SessionEvent;
    expect(recorded([joint, ...rest], statement)).toEqual([statement.type]);
  });
  it('may speak of any commitment', () =>
    expect(recorded(opened, asked('MatterNoted', { refersTo: [foreign] }))).toEqual(['MatterNoted']));
  it.each([
    asked('RecommendationMade', { toForum: 'cpec-jwg-nowhere' }),
    asked('CommitmentReviewed', { outcome: 'referred', toForum: 'cpec-jwg-nowhere' }),
  ])('does not refer to a forum that was not established: $type', (statement) =>
    given(session, ...opened)
      .when(record(statement), clerk)
      .thenRefused('UNKNOWN_FORUM'),
  );
  it.each([
    asked('RecommendationMade', { toForum: 'cpec-jwg-st' }),
    asked('CommitmentReviewed', { outcome: 'referred', toForum: 'cpec-jwg-st' }),
  ])('does not refer a commitment to the forum that has it: $type', (statement) =>
    given(session, ...opened)
      .when(record(statement), clerk)
      .thenRefused('OTHER_FORUM'),
  );
  it.each([
    asked('CommitmentReviewed', { outcome: 'carriedOver', toSession: 'cpec-jwg-gwadar.6' }),
    asked('CommitmentReviewed', { outcome: 'deferred', due: { session: 'cpec-jwg-gwadar.6' } }),
    asked('UndertakingAgreed', {
      undertakings: [
        {
          ...samples.UndertakingAgreed.undertakings[0],
          commitmentId: undefined,
          due: { session: 'cpec-jwg-gwadar.6' },
        },
      ],
    }),
  ])('does not put a commitment off to a session of another forum: $type', (statement) =>
    given(session, ...opened)
      .when(record(statement), clerk)
      .thenRefused('OTHER_FORUM'),
  );
  const putOff = (session: string) => [
    asked('CommitmentReviewed', { outcome: 'carriedOver', toSession: session }),
    asked('CommitmentReviewed', { outcome: 'deferred', due: { session } }),
    asked('UndertakingAgreed', {
      undertakings: [{ ...samples.UndertakingAgreed.undertakings[0], commitmentId: undefined, due: { session } }],
    }),
  ];
  it.each([...putOff('cpec-jwg-st.1'), ...putOff('cpec-jwg-st.2')])(
    'does not put anything off to itself or to a session before it: $type',
    (statement) =>
      given(session, ...opened)
        .when(record(statement), clerk)
        .thenRefused('NOT_A_LATER_SESSION'),
  );
  it.each(putOff('cpec-jcc.12'))('does not put anything off to a session that was cancelled: $type', (statement) =>
    given(session, ...opened)
      .when(record(statement), context(recorder, { commitments, sessions: { 'cpec-jcc.12': { phase: 'cancelled' } } }))
      .thenRefused('NOT_TO_BE_HELD'),
  );
  it('may put a commitment off to a session of its parent forum', () =>
    expect(recorded(opened, asked('CommitmentReviewed', { toSession: 'cpec-jcc.12' }))).toEqual([
      'CommitmentReviewed',
    ]));
});

describe('A proposal', () => {
  const answer = (type: 'ProposalAccepted' | 'ProposalDeclined' | 'ProposalWithdrawn', speaker: object) =>
    record(asked(type, { speaker }));
  const said = (type: StatementEvent['type'], speaker: object, number = 1) =>
    ({ type, data: { ...samples[type], statementId: `cpec-jwg-st.2.s${number}`, speaker } }) as SessionEvent;

  it.each(['ProposalAccepted', 'ProposalDeclined'] as const)('T2, T3: is answered by the other side: %s', (type) => {
    given(session, ...opened)
      .when(answer(type, side('CN')), clerk)
      .then(said(type, side('CN')));
    given(session, ...opened)
      .when(answer(type, side('PK')), clerk)
      .thenRefused('THE_PROPOSER');
  });
  it('T3: is withdrawn by the proposing side', () => {
    given(session, ...opened)
      .when(answer('ProposalWithdrawn', side('PK')), clerk)
      .then(said('ProposalWithdrawn', side('PK')));
    given(session, ...opened)
      .when(answer('ProposalWithdrawn', side('CN')), clerk)
      .thenRefused('NOT_THE_PROPOSER');
  });
  it('can be answered in the same session, before it took effect', () => {
    const here = context(recorder);
    given(session, ...spoken)
      .when(answer('ProposalAccepted', side('CN')), here)
      .then(said('ProposalAccepted', side('CN'), 17));
    given(session, ...spoken)
      .when(answer('ProposalAccepted', side('PK')), here)
      .thenRefused('THE_PROPOSER');
    given(session, ...spoken)
      .when(answer('ProposalWithdrawn', side('CN')), here)
      .thenRefused('NOT_THE_PROPOSER');
  });
  it.each(['ProposalAccepted', 'ProposalDeclined', 'ProposalWithdrawn'] as const)(
    'is not answered by an official: %s',
    (type) =>
      given(session, ...opened)
        .when(answer(type, official), clerk)
        .thenRefused('NOT_ONE_SIDE'),
  );
  it('made as a joint request is answered by the side that was asked', () => {
    const request = { ...proposal, proposedBy: undefined, addressee: 'CN' };
    const asks = context(recorder, { commitments: { 'cpec-jwg-st.2.c6': request } });
    given(session, ...opened)
      .when(answer('ProposalAccepted', side('CN')), asks)
      .then(said('ProposalAccepted', side('CN')));
    given(session, ...opened)
      .when(answer('ProposalAccepted', side('PK')), asks)
      .thenRefused('THE_PROPOSER');
    given(session, ...opened)
      .when(answer('ProposalWithdrawn', side('PK')), asks)
      .thenRefused('NOT_THE_PROPOSER');
    const requested = sample('RequestMade', { speaker: { kind: 'joint' } });
    const accept = record(asked('ProposalAccepted', { speaker: side('PK'), commitments: ['cpec-jwg-st.2.c5'] }));
    given(session, ...opened, requested)
      .when(accept, context(recorder))
      .thenRefused('THE_PROPOSER');
  });
  it.each(['provisional', 'adopted', 'notAdopted'] as const)('can no longer be answered when it is %s', (adoption) => {
    const settled = context(recorder, { commitments: { 'cpec-jwg-st.2.c6': { adoption } } });
    given(session, ...opened)
      .when(answer('ProposalDeclined', side('CN')), settled)
      .thenRefused('NOT_PROPOSED');
    given(session, ...opened)
      .when(record(asked('DecisionTaken', { undertakings: samples.ProposalMade.undertakings })), settled)
      .thenRefused('NOT_PROPOSED');
  });
  it.each(['ProposalAccepted', 'ProposalDeclined', 'ProposalWithdrawn'] as const)(
    'is answered only once, whether or not %s has taken effect',
    (type) =>
      given(session, ...spoken, sample(type))
        .when(answer('ProposalDeclined', side('CN')), clerk)
        .thenRefused('NOT_PROPOSED'),
  );
  it('is not declined after a decision took it up', () =>
    given(session, ...spoken, sample('UndertakingAgreed', { undertakings: samples.ProposalMade.undertakings }))
      .when(answer('ProposalDeclined', side('CN')), clerk)
      .thenRefused('NOT_PROPOSED'));
});

describe('A review', () => {
  const full = {
    reason: 'An example of a reason',
    due: { date: '2025' },
    by: ['cpec-jwg-st.2.c1'],
    toForum: 'cpec-jcc',
    toSession: 'cpec-jwg-st.3',
  };
  const review = (changes: object) => record(asked('CommitmentReviewed', { toSession: undefined, ...changes }));
  const needs = {
    completionNotAccepted: ['reason'],
    carriedOver: ['toSession'],
    dateRevised: ['due', 'reason'],
    deferred: ['due'],
    superseded: ['by'],
    withdrawn: ['reason'],
    lapsed: ['reason'],
    reopened: ['reason'],
    referred: ['toForum'],
  };

  it.each(reviewOutcomes)('has the outcome %s', (outcome) =>
    given(session, ...opened)
      .when(review({ ...full, outcome }), clerk)
      .then(sample('CommitmentReviewed', { statementId: 'cpec-jwg-st.2.s1', outcome, ...full })),
  );
  it.each(Object.entries(needs).flatMap(([outcome, fields]) => fields.map((field) => [outcome, field])))(
    'with the outcome %s requires the field %s',
    (outcome, field) =>
      given(session, ...opened)
        .when(review({ ...full, outcome, [field]: undefined }), clerk)
        .thenRefused('OUTCOME_INCOMPLETE'),
  );
  it('does not replace a commitment by itself', () =>
    given(session, ...opened)
      .when(review({ ...full, outcome: 'superseded', by: ['cpec-jwg-st.0.c2'] }), clerk)
      .thenRefused('REPLACES_ITSELF'));
});
