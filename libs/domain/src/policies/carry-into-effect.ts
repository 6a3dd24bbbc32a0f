import { Value } from 'typebox/value';
import { idOf, type Policy, type PolicyCommand, type StoredEvent } from '@jwg/event-sourcing';
import { LEFT_OUT } from '../commitment/adoption.js';
import type { CommitmentCommand } from '../commitment/decide.js';
import type { Metadata } from '../metadata.js';
import { forumOf, sessionOf } from '../ids.js';
import { cut } from '../texts.js';
import { isStatement, type Change, type SessionEvent, type StatementEvent } from '../session/events.js';
import { sideOf } from '../session/proposals.js';
import type { DataOf } from '../session/rules.js';
import type { Undertaking } from '../vocabulary.js';

const to = (id: string, command: CommitmentCommand): PolicyCommand<CommitmentCommand> => ({
  category: 'commitment',
  id,
  command,
});

/** Carries statements into commitments' streams. Evaluative, informational and declaratory ones have no effect. */
export const carryIntoEffect: Policy<SessionEvent, CommitmentCommand> = {
  name: 'carry_into_effect',
  category: 'session',
  react: (event) => {
    if (!isStatement(event)) return effects(event);
    if (event.data.movedFrom) return movedHere(event);
    return event.data.learnedLate === 'afterSignature' ? leftOut(event) : effects(event);
  },
};

/** What it did stays where it is, and is said here. */
const movedHere = (event: StoredEvent<StatementEvent>): PolicyCommand<CommitmentCommand>[] => {
  const { statementId: statement, movedFrom } = event.data;
  return [...new Set(effects(event).map(({ id }) => id))].map((id) =>
    to(id, { type: 'MoveEffect', data: { cause: event.id, statement, from: movedFrom! } }),
  );
};

const effects = (event: StoredEvent<SessionEvent>): PolicyCommand<CommitmentCommand>[] => {
  const { type, data } = event;
  switch (type) {
    case 'DecisionTaken':
    case 'UndertakingAgreed':
    case 'DirectionGiven':
      return register(event, 'provisional');
    case 'ProposalMade':
      return register(event, 'proposed', { proposedBy: data.side });
    case 'RequestMade':
      return register(event, 'proposed', {
        ...proposedBy(sideOf(data.speaker)),
        addressee: data.addressee.side,
      });
    case 'ProjectInitiated':
      return data.starts.map((id) =>
        to(id, { type: 'StartWork', data: { cause: 'Initiated in a session', statement: data.statementId } }),
      );
    case 'InstrumentSigned':
      return fulfil(data, data.instrument, data.signedOn ?? dayOf(event));
    case 'BodyEstablished':
      return fulfil(data, data.body, dayOf(event));
    case 'RecommendationMade':
      return data.commitments.map((id) =>
        to(id, { type: 'ReferCommitment', data: { toForum: data.toForum, ...saidIn(data) } }),
      );
    case 'ProposalAccepted':
      return data.commitments.map((id) => to(id, { type: 'AcceptCommitment', data: saidIn(data) }));
    case 'ProposalDeclined':
    case 'ProposalWithdrawn':
      return data.commitments.map((id) => decline(id, data.reason, saidIn(data)));
    case 'CommitmentReviewed':
      return [to(data.commitmentId, settle(data))];
    case 'MinutesEnteredIntoEffect':
      return settleAdoption(idOf(event.stream), data);
    case 'RecordAnnulled':
      return [
        ...data.commitments.map((id) =>
          decline(id, cut(`The statement was annulled: ${data.reason}`, 4000), { statement: data.statementId }),
        ),
        ...(data.takesBack ?? []).map((id) => takeBack(id, data, data.statementId)),
      ];
    case 'RecordCorrected':
      return data.counts
        ? countAgain(event, data.counts)
        : data.field === 'changes'
          ? correctChanges(idOf(event.stream), data)
          : correctParticulars(data);
    case 'MinutesEffectTakenBack':
      return data.commitments.map((id) => takeBack(id, data));
    default:
      return [];
  }
};

/**
 * What was learned after both sides had signed was said, and is not in what they signed (T5). What it brings up is known
 * from then on and not adopted. It takes up and accepts nothing: the signed text stands as it is.
 */
const leftOut = (event: StoredEvent<StatementEvent>): PolicyCommand<CommitmentCommand>[] => {
  if (event.type === 'ProposalAccepted') return [];
  return effects(event).map((it) =>
    it.command.type === 'RegisterCommitment'
      ? { ...it, command: { type: 'RegisterLeftOut', data: it.command.data } }
      : it,
  );
};

/** It was left out by a mistake: what it brings up is known as what it is, and it takes up and accepts what it says. */
const countAgain = (
  event: StoredEvent<SessionEvent>,
  { occurredAt, ...said }: NonNullable<DataOf<'RecordCorrected'>['counts']>,
): PolicyCommand<CommitmentCommand>[] => {
  const { eventId: cause, reason } = event.data as DataOf<'RecordCorrected'>;
  return effects({ ...event, ...said } as StoredEvent<StatementEvent>).flatMap(({ id, command }) => {
    if (command.type === 'AcceptCommitment') return [{ ...to(id, command), occurredAt }];
    if (command.type !== 'RegisterCommitment') return [];
    return [{ ...to(id, { type: 'CountLeftOut', data: { cause, reason, registers: command.data } }), occurredAt }];
  });
};

/** The statement that takes effect, and the further forums of a sitting that serves several. */
const saidIn = ({ statementId: statement, alsoServes }: { statementId: string; alsoServes?: string[] }) => ({
  statement,
  ...(alsoServes && { alsoServes }),
});

const proposedBy = (side: string | undefined) => side !== undefined && { proposedBy: side };

type Registered = Extract<CommitmentCommand, { type: 'RegisterCommitment' }>['data'];

const register = (
  { data }: Extract<StatementEvent, { data: { undertakings: unknown } }>,
  adoption: Registered['adoption'],
  more: Partial<Registered> = {},
) =>
  data.undertakings.map((undertaking) =>
    to(undertaking.commitmentId, {
      type: 'RegisterCommitment',
      data: {
        ...undertaking,
        forum: forumOf(undertaking.commitmentId),
        adoption,
        ...saidIn(data),
        legacy: false,
        ...more,
      },
    }),
  );

const fulfil = (
  { fulfils, statementId }: Pick<DataOf<'BodyEstablished'>, 'fulfils' | 'statementId'>,
  title: Readonly<Record<string, string>>,
  completedOn: string,
) =>
  fulfils === undefined
    ? []
    : [
        to(fulfils, {
          type: 'ReportCompletion',
          data: {
            completedOn,
            evidence: [{ reference: statementId, ...titled(title.en ?? Object.values(title)[0]!) }],
            statement: statementId,
          },
        }),
      ];

/** A title that an early version took although it shows nothing is left out. */
const titled = (words: string) => {
  const title = cut(words, 200);
  return title === '' ? {} : { title };
};

const decline = (id: string, reason: string, said: { statement: string; alsoServes?: string[] }) =>
  to(id, { type: 'DeclineCommitment', data: { reason, session: sessionOf(said.statement), ...said } });

/** The particulars of undertakings that were recorded wrongly; those that were right stay as they are. */
const correctParticulars = ({
  eventId: cause,
  statementId,
  field,
  old,
  new: value,
  reason,
}: DataOf<'RecordCorrected'>) => {
  if (field !== 'undertakings' || statementId === undefined) return [];
  const before = new Map((old as Undertaking[]).map((it) => [it.commitmentId, it]));
  return (value as Undertaking[])
    .filter((it) => !Value.Equal(it, before.get(it.commitmentId)))
    .map(({ commitmentId, ...particulars }) =>
      to(commitmentId, { type: 'CorrectParticulars', data: { cause, particulars, reason, statement: statementId } }),
    );
};

/** What the signed text says differently of undertakings was entered wrongly; what was right stays as it is. */
const correctChanges = (session: string, { old, new: value, reason }: DataOf<'RecordCorrected'>) => {
  const [before, now] = [old, value].map((it) => new Map((it as Change[]).map((one) => [one.commitmentId, one.diff])));
  return [...new Set([...before!.keys(), ...now!.keys()])]
    .filter((id) => !Value.Equal(before!.get(id), now!.get(id)))
    .map((id) => to(id, { type: 'CorrectAdoption', data: { session, diff: now!.get(id) ?? [], reason } }));
};

const takeBack = (id: string, { eventId: cause, reason }: { eventId: string; reason: string }, statement?: string) =>
  to(id, { type: 'TakeBackEffect', data: { cause, reason, ...(statement !== undefined && { statement }) } });

/** The command for one outcome of an item-by-item review. The session's decider checked it already. */
const settle = (review: DataOf<'CommitmentReviewed'>): CommitmentCommand => {
  const { outcome, due, by, toForum, toSession, statementId: statement } = review;
  const said = saidIn(review);
  const reason = review.reason ?? '';
  switch (outcome) {
    case 'completionConfirmed':
      return { type: 'ConfirmCompletion', data: said };
    case 'completionNotAccepted':
      return { type: 'RejectCompletion', data: { reason, statement } };
    case 'carriedOver':
      return { type: 'CarryOver', data: { from: sessionOf(statement), to: toSession!, statement } };
    case 'dateRevised':
      return { type: 'ReviseDueDate', data: { to: due!, reason, statement } };
    case 'deferred':
      return { type: 'DeferCommitment', data: { to: due!, ...(reason && { reason }), statement } };
    case 'superseded':
      return { type: 'SupersedeCommitment', data: { by: by!, ...said } };
    case 'withdrawn':
      return { type: 'WithdrawCommitment', data: { reason, ...said } };
    case 'lapsed':
      return { type: 'LapseCommitment', data: { rule: reason, ...said } };
    case 'reopened':
      return { type: 'ReopenCommitment', data: { reason, ...said } };
    case 'referred':
      return { type: 'ReferCommitment', data: { toForum: toForum!, ...said } };
    case 'referralReturned':
      return { type: 'ReturnReferral', data: { ...(reason && { reason }), statement } };
  }
};

// T4, T5
const settleAdoption = (session: string, { version, digest, adopts, omits }: DataOf<'MinutesEnteredIntoEffect'>) => [
  ...adopts.map(({ commitmentId, ...how }) =>
    to(commitmentId, { type: 'AdoptCommitment', data: { session, version, digest, ...how } }),
  ),
  ...omits.map(({ commitmentId, statementId }) =>
    to(commitmentId, {
      type: 'DeclineCommitment',
      data: { reason: LEFT_OUT, session, statement: statementId, omitted: true },
    }),
  ),
];

const dayOf = ({ metadata }: StoredEvent): string => (metadata as Metadata).occurredAt.value.slice(0, 10);
