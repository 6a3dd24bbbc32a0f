import {
  compareIds,
  forumOf,
  ordinalOf,
  sessionOf,
  type CommitmentEvent,
  type LedgerEvent,
  type StatementEvent,
} from '@jwg/domain';
import { onStatements } from '../events/on-statements.js';
import { idOf } from '@jwg/event-sourcing';
import { cite, isOf, causingStatement, type LedgerProjection, type Recorded } from '../events/citation.js';
import { additionOf } from './additions.js';
import { agreedCorrectionOf, correctionOf, corrected } from './corrections.js';
import { minutes, signatureOf, withDraft, withoutSignature, withRecordChanged } from './minutes.js';
import { keptApart, type KeptApart, type WholeSession } from './row.js';

/** A refusal or an effect of one of its statements. Effects of the signed minutes come after the session. */
const effect = (row: WholeSession | undefined, event: Recorded<CommitmentEvent>): WholeSession | undefined => {
  if (!row) return row;
  const isRefusal =
    event.type === 'CommitmentNotAdopted' ||
    (event.type === 'EffectNotApplied' && event.data.command === 'DeclineCommitment');
  const refused = isRefusal && row.openRefusals.find(({ statement }) => statement === event.data.statement);
  const settled = refused ? { ...row, openRefusals: withoutEffect(row.openRefusals, refused) } : row;
  const isOfMinutes = isRefusal && !refused;
  return row.closedAt === undefined || event.position <= row.closedAt || isOfMinutes || isLate(row, event)
    ? settled
    : { ...settled, closedAt: event.position };
};

const isLate = ({ lateFrom }: WholeSession, event: CommitmentEvent): boolean => {
  const statement = causingStatement(event);
  return lateFrom !== undefined && statement !== undefined && compareIds(statement, lateFrom) >= 0;
};

const said = (
  row: WholeSession | undefined,
  { data: { statementId, learnedLate } }: { data: StatementEvent['data'] },
): WholeSession | undefined =>
  row && learnedLate !== undefined && row.lateFrom === undefined ? { ...row, lateFrom: statementId } : row;

type OpenRefusals = WholeSession['openRefusals'];

const withoutEffect = (all: OpenRefusals, refused: OpenRefusals[number]): OpenRefusals =>
  all.flatMap((it) => (it !== refused ? [it] : it.effects > 1 ? [{ ...it, effects: it.effects - 1 }] : []));

/** Every refusal has its effect soon. What never has one is forgotten in the end, so that the row stays short. */
const OPEN_AT_MOST = 500;

const refusal = (
  before: WholeSession | undefined,
  { data }: { data: Extract<StatementEvent, { type: 'ProposalDeclined' }>['data'] },
): WholeSession | undefined => {
  const row = said(before, { data });
  if (!row) return row;
  const { statementId: statement, commitments } = data;
  const open = [...row.openRefusals, { statement, effects: commitments.length }].slice(-OPEN_AT_MOST);
  return { ...row, refusals: [...row.refusals, statement], openRefusals: open };
};

const keys = (event: Recorded): string[] => {
  if (isOf('session', event)) return [idOf(event.stream)];
  const statement = isOf('commitment', event) ? causingStatement(event) : undefined;
  return statement === undefined ? [] : [sessionOf(statement)];
};

/** Lists only grow, also where a session is scheduled again that was annulled. */
const listsOf = (row: WholeSession | undefined) => ({
  versions: row?.versions ?? [],
  comments: row?.comments ?? [],
  voidSignatures: row?.voidSignatures ?? [],
  annulled: row?.annulled ?? [],
  refusals: row?.refusals ?? [],
  corrections: row?.corrections ?? [],
  agreedCorrections: row?.agreedCorrections ?? [],
  additions: row?.additions ?? [],
});

/** Who was there, where the day of the session became known with that. */
const namedSince = ({ openedOn, coChairs, delegations }: WholeSession): Partial<WholeSession> =>
  openedOn === undefined
    ? {}
    : { ...(coChairs.length > 0 && { coChairs }), ...(delegations.length > 0 && { delegations }) };

/** What is added to a statement is with the statement. */
const added = (
  row: WholeSession | undefined,
  event: Recorded<Extract<LedgerEvent, { type: 'SourceAdded' | 'AdditionAnnulled' }>>,
): WholeSession | undefined =>
  row && event.data.statementId === undefined ? { ...row, additions: [...row.additions, additionOf(event)] } : row;

export const sessions: LedgerProjection<WholeSession, LedgerEvent, KeptApart> = {
  name: 'sessions',
  version: 10,
  oldestReadable: 6,
  keys,
  on: {
    ...onStatements<WholeSession>(said),
    SessionScheduled: (row, { data, position, metadata: { visibility } }, id) => ({
      id,
      phase: 'scheduled',
      coChairs: [],
      delegations: [],
      agenda: [],
      minutes: {},
      signatures: [],
      openRefusals: row?.openRefusals ?? [],
      begunAt: position,
      visibility,
      ...listsOf(row),
      ...data,
      forum: forumOf(id),
      ordinal: ordinalOf(id),
    }),
    SessionRescheduled: (row, { data }) => row && { ...row, phase: 'scheduled', plannedOn: data.plannedOn },
    SessionPostponed: (row) => row && { ...row, phase: 'postponed' },
    SessionCancelled: (row) => row && { ...row, phase: 'cancelled' },
    SessionReinstated: (row) => row && { ...row, phase: 'scheduled' },
    // The row stays, since its annulled statements never count again, but no list has it.
    SessionAnnulled: (row) =>
      row && { ...row, phase: 'unknown', openedOn: undefined, concludedOn: undefined, closedAt: undefined },
    AgendaAgreed: (row, { data }) => row && { ...row, agenda: data.items },
    SessionOpened: (row, { data }) => row && { ...row, phase: 'open', ...data },
    SessionHeld: (row, { data, position }) =>
      row && { ...row, phase: 'concluded', ...data, ...namedSince(row), closedAt: row.closedAt ?? position },
    // By what occurred, its day comes before the day by which it had been held.
    SessionDated: (row, { data, position }) =>
      row && { ...row, phase: 'concluded', ...data, closedAt: row.closedAt ?? position },
    NextSessionFixed: (row, { data }) => row && { ...row, nextSession: data },
    SessionConcluded: (row, { data, position }) =>
      row && { ...row, phase: 'concluded', concludedOn: data.concludedOn, closedAt: row.closedAt ?? position },
    MinutesDrafted: (row, event) => row && withDraft(row, event),
    MinutesCommented: (row, event) => row && { ...row, comments: [...row.comments, { ...cite(event), ...event.data }] },
    MinutesTextAgreed: (row, { data: { version, side } }) =>
      side !== undefined && (row?.minutes.agreedBy ?? side) === side
        ? minutes(row, { agreedBy: side })
        : minutes(row, { agreedVersion: version, agreedBy: undefined }),
    MinutesSignedBySide: (row, event) => row && { ...row, signatures: [...row.signatures, signatureOf(event)] },
    MinutesEnteredIntoEffect: (row, event) => {
      const { version, digest, on } = event.data;
      return minutes(row, { inEffect: { version, digest, on, ...cite(event) } });
    },
    SignaturesVoided: (row, { data }) => row && withRecordChanged(row, data),
    SignatureAnnulled: (row, { data }) => row && withoutSignature(row, data),
    MinutesEffectTakenBack: (row) => minutes(row, { inEffect: undefined }),
    RecordCorrected: (row, event) => {
      const correction = correctionOf(event);
      return row && { ...corrected(row, correction), corrections: [...row.corrections, correction] };
    },
    CorrectionAgreedBySide: (row, event) =>
      row && { ...row, agreedCorrections: [...row.agreedCorrections, agreedCorrectionOf(event)] },
    RecordAnnulled: (row, { data }) => row && { ...row, annulled: [...row.annulled, data.statementId] },
    SourceAdded: added,
    AdditionAnnulled: added,
    ProposalDeclined: refusal,
    ProposalWithdrawn: refusal,
    CommitmentRegistered: effect,
    CommitmentAccepted: effect,
    CommitmentNotAdopted: effect,
    DueDateSet: effect,
    DueDateRevised: effect,
    WorkStarted: effect,
    CompletionReported: effect,
    // What waited took effect long after the session had closed.
    CompletionConfirmed: (row, event) => (event.data.waited ? row : effect(row, event)),
    OutcomeWaits: effect,
    CompletionNotAccepted: effect,
    CommitmentCarriedOver: effect,
    CommitmentDeferred: effect,
    CommitmentReferred: effect,
    ReferralReturned: effect,
    CommitmentSuperseded: effect,
    CommitmentWithdrawn: effect,
    CommitmentLapsed: effect,
    CommitmentReopened: effect,
    EffectNotApplied: effect,
  },
  apart: keptApart,
  columns: {
    forum: ({ forum }) => forum,
    ordinal: ({ ordinal }) => ordinal,
    phase: ({ phase }) => phase,
    /** The sitting serves further forums. */
    joint: ({ alsoServes }) => (alsoServes.length > 0 ? 1 : 0),
  },
};
