import {
  forumOf,
  ordinalOf,
  sessionOf,
  type CommitmentEvent,
  type Session,
  type Text,
  type Visibility,
} from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import {
  cite,
  isOf,
  causingStatement,
  type LedgerProjection,
  type Recorded,
} from '../events/citation.js';
import { correctionOf, corrected, type CorrectionPart } from './corrections.js';
import { minutes, signatureOf, withoutSignature, withVoid, type MinutesPart } from './minutes.js';

/** A numbered sitting of a forum. Its statements have rows of their own (statements.ts). */
export interface SessionRow {
  readonly id: string;
  readonly forum: string;
  readonly ordinal: number;
  readonly label: 'regular' | 'special';
  readonly mode: 'inPerson' | 'virtual' | 'hybrid';
  readonly phase: Session['phase'];
  readonly plannedOn?: string;
  readonly openedOn?: string;
  readonly concludedOn?: string;
  readonly venue?: string;
  readonly hostSide?: string;
  readonly alsoServes: readonly string[];
  readonly coChairs: readonly { side: string; name: string; office: string }[];
  readonly delegations: readonly { side: string; members: readonly string[] }[];
  readonly agenda: readonly Text[];
  readonly nextSession?: { ordinal: number; plannedOn?: string; venue?: string };
  readonly minutes: MinutesPart;
  /** Statements that no longer count. */
  readonly annulled: readonly string[];
  /** Statements that declined or withdrew a proposal: their effect is the session's act, not the signature's. */
  readonly refusals: readonly string[];
  readonly corrections: readonly CorrectionPart[];
  /**
   * Place of its end: where it was concluded, or a moment later, where the last of its statements took effect. Missing
   * while the session lasts.
   */
  readonly closedAt?: number;
  readonly visibility: Visibility;
}

/** A refusal or an effect of one of its statements. Effects of the signed minutes come after the session. */
const effect = (row: SessionRow | undefined, event: Recorded<CommitmentEvent>): SessionRow | undefined =>
  row?.closedAt === undefined || event.position <= row.closedAt || isOfMinutes(row, event)
    ? row
    : { ...row, closedAt: event.position };

const isOfMinutes = ({ refusals }: SessionRow, event: CommitmentEvent): boolean =>
  (event.type === 'CommitmentNotAdopted' ||
    (event.type === 'EffectNotApplied' && event.data.command === 'DeclineCommitment')) &&
  !refusals.includes(event.data.statement ?? '');

const refusal = (row: SessionRow | undefined, { data }: { data: { statementId: string } }) =>
  row && { ...row, refusals: [...row.refusals, data.statementId] };

const keys = (event: Recorded): string[] => {
  if (isOf('session', event)) return [idOf(event.stream)];
  const statement = isOf('commitment', event) ? causingStatement(event) : undefined;
  return statement === undefined ? [] : [sessionOf(statement)];
};

export const sessions: LedgerProjection<SessionRow> = {
  name: 'sessions',
  version: 3,
  keys,
  on: {
    SessionScheduled: (row, { data, metadata: { visibility } }, id) => ({
      id,
      phase: 'scheduled',
      coChairs: [],
      delegations: [],
      agenda: [],
      minutes: { versions: [], comments: [], signatures: [] },
      annulled: row?.annulled ?? [],
      refusals: row?.refusals ?? [],
      corrections: [],
      visibility,
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
    NextSessionFixed: (row, { data }) => row && { ...row, nextSession: data },
    SessionConcluded: (row, { data, position }) =>
      row && { ...row, phase: 'concluded', concludedOn: data.concludedOn, closedAt: position },
    MinutesDrafted: (row, event) =>
      minutes(row, ({ versions, signatures }) => ({
        versions: [...versions, { ...event.data, on: event.metadata.occurredAt.value, ...cite(event) }],
        agreedVersion: undefined,
        signatures: signatures.map((signature) => ({ ...signature, void: true as const })),
      })),
    MinutesCommented: (row, event) =>
      minutes(row, ({ comments }) => ({ comments: [...comments, { ...cite(event), ...event.data }] })),
    MinutesTextAgreed: (row, { data }) => minutes(row, () => ({ agreedVersion: data.version })),
    MinutesSignedBySide: (row, event) =>
      minutes(row, ({ signatures }) => ({ signatures: [...signatures, signatureOf(event)] })),
    MinutesEnteredIntoEffect: (row, event) => {
      const { version, digest, on } = event.data;
      return minutes(row, () => ({ inEffect: { version, digest, on, ...cite(event) } }));
    },
    SignaturesVoided: (row, { data }) => minutes(row, (part) => withVoid(part, data)),
    SignatureAnnulled: (row, { data }) => minutes(row, (part) => withoutSignature(part, data)),
    MinutesEffectTakenBack: (row) => minutes(row, () => ({ inEffect: undefined })),
    RecordCorrected: (row, event) => {
      const correction = correctionOf(event);
      return row && { ...corrected(row, correction), corrections: [...row.corrections, correction] };
    },
    RecordAnnulled: (row, { data }) => row && { ...row, annulled: [...row.annulled, data.statementId] },
    ProposalDeclined: refusal,
    ProposalWithdrawn: refusal,
    CommitmentRegistered: effect,
    CommitmentAccepted: effect,
    CommitmentNotAdopted: effect,
    DueDateSet: effect,
    DueDateRevised: effect,
    WorkStarted: effect,
    CompletionReported: effect,
    CompletionConfirmed: effect,
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
  columns: {
    forum: ({ forum }) => forum,
    ordinal: ({ ordinal }) => ordinal,
    phase: ({ phase }) => phase,
  },
};
