import { describe, expect, it } from '@jest/globals';
import { catalogue, type EventType } from '../catalogue.js';
import type { CommitmentCommand } from '../commitment/decide.js';
import { samples, storedSample } from '../samples.js';
import type { ReviewOutcome, SessionEvent } from '../session/events.js';
import { carryIntoEffect } from './carry-into-effect.js';

const react = <T extends SessionEvent['type']>(type: T, changes: object = {}) =>
  carryIntoEffect.react(storedSample(type, changes as never));
const to = (id: string, type: CommitmentCommand['type'], data: object) => ({
  category: 'commitment',
  id,
  command: { type, data },
});
const zones = 'cpec-jwg-st.2.c1';
const laboratory = 'cpec-jwg-st.2.c6';
const recognition = 'cpec-jwg-st.0.c2';
const omitted = 'The statement is not in the text that both sides signed.';

describe('A statement', () => {
  it.each([
    ['DecisionTaken', 'provisional', {}],
    ['UndertakingAgreed', 'provisional', {}],
    ['DirectionGiven', 'provisional', {}],
    ['ProposalMade', 'proposed', { proposedBy: 'PK' }],
    ['RequestMade', 'proposed', { proposedBy: 'PK', addressee: 'CN' }],
  ] as const)('%s registers each undertaking as %s', (type, adoption, more) => {
    const { undertakings, statementId: statement } = samples[type];
    expect(react(type)).toEqual(
      undertakings.map((undertaking) =>
        to(undertaking.commitmentId, 'RegisterCommitment', {
          ...undertaking,
          forum: 'cpec-jwg-st',
          adoption,
          statement,
          legacy: false,
          ...more,
        }),
      ),
    );
  });
  it('that is a joint request registers proposals without a proposing side', () =>
    expect(react('RequestMade', { speaker: { kind: 'joint' } })[0]!.command.data).not.toHaveProperty('proposedBy'));
  it('ProjectInitiated starts the work', () =>
    expect(react('ProjectInitiated')).toEqual([
      to(zones, 'StartWork', { cause: 'Initiated in a session', statement: 'cpec-jwg-st.2.s10' }),
    ]));
  it('InstrumentSigned reports the commitment complete that the instrument fulfils, on the day of the signature', () =>
    expect(react('InstrumentSigned')).toEqual([
      to(recognition, 'ReportCompletion', {
        completedOn: '2025-06',
        evidence: [{ reference: 'cpec-jwg-st.2.s11', title: 'Mutual Recognition Agreement for engineers' }],
        statement: 'cpec-jwg-st.2.s11',
      }),
    ]));
  it('BodyEstablished reports the commitment complete that the body fulfils, on the day of the session', () =>
    expect(react('BodyEstablished', { fulfils: recognition, body: { zh: '工作组' } })).toEqual([
      to(recognition, 'ReportCompletion', {
        completedOn: '2022-04-20',
        evidence: [{ reference: 'cpec-jwg-st.2.s12', title: '工作组' }],
        statement: 'cpec-jwg-st.2.s12',
      }),
    ]));
  it.each([
    ['a character of two units across its end', `${'x'.repeat(199)}𠮷 and more`, { title: 'x'.repeat(199) }],
    ['blanks before it', `${' '.repeat(200)}a body`, { title: 'a body' }],
    ['nothing that shows', '\u200b', {}],
  ])('BodyEstablished reports evidence with a title that can be kept, with %s', (_, en, titled) =>
    expect(react('BodyEstablished', { fulfils: recognition, body: { en } })[0]!.command.data).toMatchObject({
      evidence: [{ reference: 'cpec-jwg-st.2.s12', ...titled }],
    }),
  );
  it('that is annulled for a long reason has its undertakings declined for the beginning of that reason', () => {
    const reason = `${'x'.repeat(3971)}𠮷`;
    const { command } = react('RecordAnnulled', { commitments: [zones], reason })[0]!;
    expect(command.data).toMatchObject({ reason: `The statement was annulled: ${'x'.repeat(3971)}` });
  });
  it.each(['InstrumentSigned', 'BodyEstablished'] as const)('%s that fulfils nothing changes nothing', (type) =>
    expect(react(type, { fulfils: undefined })).toEqual([]),
  );
  it('RecommendationMade refers the commitments to the other forum', () =>
    expect(react('RecommendationMade')).toEqual([
      to(zones, 'ReferCommitment', { toForum: 'cpec-jcc', statement: 'cpec-jwg-st.2.s15' }),
    ]));
  it('ProposalAccepted accepts the commitments', () =>
    expect(react('ProposalAccepted')).toEqual([
      to(laboratory, 'AcceptCommitment', { statement: 'cpec-jwg-st.2.s17' }),
    ]));
  it.each(['ProposalDeclined', 'ProposalWithdrawn'] as const)('%s declines the commitments, with the reason', (type) =>
    expect(react(type)).toEqual([
      to(laboratory, 'DeclineCommitment', {
        reason: samples[type].reason,
        session: 'cpec-jwg-st.2',
        statement: samples[type].statementId,
      }),
    ]),
  );
  it('that is annulled has its undertakings declined', () =>
    expect(react('RecordAnnulled', { commitments: [zones] })).toEqual([
      to(zones, 'DeclineCommitment', {
        reason: 'The statement was annulled: An example: it was entered twice.',
        session: 'cpec-jwg-st.2',
        statement: 'cpec-jwg-st.2.s8',
      }),
    ]));

  const leadsOn = ['CommitmentReviewed', 'MinutesEnteredIntoEffect', 'MinutesEffectTakenBack', 'RecordAnnulled'];
  it('that is annulled has what it changed elsewhere taken back', () =>
    expect(react('RecordAnnulled', { commitments: [], takesBack: [zones] })).toEqual([
      to(zones, 'TakeBackEffect', {
        cause: samples.RecordAnnulled.eventId,
        reason: samples.RecordAnnulled.reason,
        statement: 'cpec-jwg-st.2.s8',
      }),
    ]));
  it('that is corrected in its undertakings has the particulars corrected that were wrong', () => {
    const [first, second, ...rest] = samples.DecisionTaken.undertakings;
    const { commitmentId, ...particulars } = { ...first!, lead: ['pk-pec'] };
    const old = [first!, second!, ...rest];
    expect(
      react('RecordCorrected', {
        statementId: 'cpec-jwg-st.2.s8',
        field: 'undertakings',
        old,
        new: [{ commitmentId, ...particulars }, second!, ...rest],
      }),
    ).toEqual([
      to(commitmentId, 'CorrectParticulars', {
        cause: samples.RecordCorrected.eventId,
        particulars,
        reason: samples.RecordCorrected.reason,
        statement: 'cpec-jwg-st.2.s8',
      }),
    ]);
  });

  const silent = (Object.keys(catalogue) as EventType[]).filter(
    (type) => !/^(Decision|Undertaking|Direction|Proposal|Request|Project|Instrument|Body|Recommendation)/.test(type),
  );
  it.each(silent.filter((type) => !leadsOn.includes(type)))('%s leads to nothing', (type) =>
    expect(carryIntoEffect.react(storedSample(type) as never)).toEqual([]),
  );
});

describe('A statement that was learned after both sides had signed', () => {
  const late = { learnedLate: 'afterSignature' };
  it.each(['DecisionTaken', 'UndertakingAgreed', 'DirectionGiven', 'ProposalMade', 'RequestMade'] as const)(
    '%s brings up what is not adopted',
    (type) => {
      const inTime = react(type);
      expect(inTime.length).toBeGreaterThan(0);
      expect(react(type, late)).toEqual(inTime.map(({ id, command }) => to(id, 'RegisterLeftOut', command.data)));
    },
  );
  it('accepts nothing', () => expect(react('ProposalAccepted', late)).toEqual([]));
  it('counts as what it is once the signature was a mistake: as of when it was said', () => {
    const [occurredAt, reason, eventId] = [{ value: '2022-04-20', precision: 'session' }, 'Wrong side', 'x'] as const;
    const counted = (type: 'DecisionTaken' | 'ProposalAccepted' | 'ProjectInitiated') => {
      const counts = { type, data: samples[type], occurredAt };
      return react('RecordCorrected', { eventId, field: 'learnedLate', new: null, reason, counts });
    };
    expect(counted('DecisionTaken')).toEqual(
      react('DecisionTaken').map(({ id, command }) => ({
        ...to(id, 'CountLeftOut', { cause: eventId, reason, registers: command.data }),
        occurredAt,
      })),
    );
    expect(counted('ProposalAccepted')).toEqual(react('ProposalAccepted').map((it) => ({ ...it, occurredAt })));
    expect(counted('ProjectInitiated')).toEqual([]);
  });
  it('has its other effects, which no signature is needed for', () =>
    expect(react('ProjectInitiated', late)).toEqual(react('ProjectInitiated')));
  it('has all its effects when it was learned before the signatures', () =>
    expect(react('DecisionTaken', { learnedLate: 'afterConclusion' })).toEqual(react('DecisionTaken')));
});

describe('A review', () => {
  const statement = 'cpec-jwg-st.2.s20';
  const reason = 'An example of a reason';
  const full = { reason, due: { date: '2025' }, by: [zones], toForum: 'cpec-jcc', toSession: 'cpec-jwg-st.3' };
  const outcomes: Record<ReviewOutcome, [CommitmentCommand['type'], object]> = {
    completionConfirmed: ['ConfirmCompletion', { statement }],
    completionNotAccepted: ['RejectCompletion', { reason, statement }],
    carriedOver: ['CarryOver', { from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.3', statement }],
    dateRevised: ['ReviseDueDate', { to: full.due, reason, statement }],
    deferred: ['DeferCommitment', { to: full.due, reason, statement }],
    superseded: ['SupersedeCommitment', { by: [zones], statement }],
    withdrawn: ['WithdrawCommitment', { reason, statement }],
    lapsed: ['LapseCommitment', { rule: reason, statement }],
    reopened: ['ReopenCommitment', { reason, statement }],
    referred: ['ReferCommitment', { toForum: 'cpec-jcc', statement }],
    referralReturned: ['ReturnReferral', { reason, statement }],
  };
  it.each(Object.entries(outcomes))('with the outcome %s leads to %s', (outcome, [type, data]) =>
    expect(react('CommitmentReviewed', { outcome, ...full })).toEqual([to(recognition, type, data)]),
  );
  it.each(['deferred', 'referralReturned'])('may be %s without a reason', (outcome) =>
    expect(react('CommitmentReviewed', { outcome, ...full, reason: undefined })[0]!.command.data).not.toHaveProperty(
      'reason',
    ),
  );
});

describe('A text that both sides signed', () => {
  const { session, version, digest } = { session: 'cpec-jwg-st.2', version: 1, digest: samples.MinutesDrafted.digest };
  const diff = [{ field: 'due', to: { session: 'cpec-jwg-st.3' } }];

  it('adopts commitments as they were said or with changes, and declines what it leaves out', () =>
    expect(react('MinutesEnteredIntoEffect')).toEqual([
      to(zones, 'AdoptCommitment', { session, version, digest, diff }),
      to('cpec-jwg-st.2.c2', 'AdoptCommitment', { session, version, digest, diff: [] }),
      to(laboratory, 'DeclineCommitment', {
        reason: omitted,
        session,
        statement: 'cpec-jwg-st.2.s16',
        omitted: true,
      }),
    ]));
  it('that is in effect no longer has what it did taken back', () => {
    const { eventId: cause, reason, commitments } = samples.MinutesEffectTakenBack;
    expect(react('MinutesEffectTakenBack')).toEqual(
      commitments.map((id) => to(id, 'TakeBackEffect', { cause, reason })),
    );
  });
});
