import type { ReviewOutcome, StatementEvent } from '@jwg/domain';
import { undertakingsIn } from '@jwg/domain';

/** The class of a statement (domain, section 2): only some classes can create or change a commitment. */
export type StatementClass = 'operative' | 'soft' | 'pending' | 'evaluative' | 'informational' | 'declaratory';

/**
 * What a session did to a commitment, in one word. `mentioned`: an operative statement about something else named the
 * commitment.
 */
export type WhatTheSessionDid =
  | 'introduced'
  | 'proposed'
  | 'accepted'
  | 'declined'
  | 'started'
  | 'acknowledged'
  | 'appreciated'
  | 'commended'
  | 'concern'
  | 'noted'
  | 'hoped'
  | 'reaffirmed'
  | 'requested'
  | 'directed'
  | 'recommended'
  | 'dateRevised'
  | 'deferred'
  | 'carriedOver'
  | 'completionReported'
  | 'completed'
  | 'completionNotAccepted'
  | 'superseded'
  | 'withdrawn'
  | 'lapsed'
  | 'referred'
  | 'referralReturned'
  | 'reopened'
  | 'refused'
  | 'waits'
  | 'reservation'
  | 'mentioned';

interface Verb<E extends StatementEvent> {
  readonly class: StatementClass;
  readonly did: WhatTheSessionDid | ((event: E) => WhatTheSessionDid);
  /** The commitments that the statement acts on. Default: all that it refers to. */
  readonly actsOn?: (event: E) => readonly (string | undefined)[];
}

const broughtUp = (event: StatementEvent) => undertakingsIn(event).map(({ commitmentId }) => commitmentId);
const fulfilled = ({ data }: { data: { fulfils?: string } }) => [data.fulfils];
const answered = ({ data }: { data: { commitments: readonly string[] } }) => data.commitments;

const reviewed: Readonly<Record<ReviewOutcome, WhatTheSessionDid>> = {
  completionConfirmed: 'completed',
  completionNotAccepted: 'completionNotAccepted',
  carriedOver: 'carriedOver',
  dateRevised: 'dateRevised',
  deferred: 'deferred',
  superseded: 'superseded',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  reopened: 'reopened',
  referred: 'referred',
  referralReturned: 'referralReturned',
};

const statementKinds: { readonly [T in StatementEvent['type']]: Verb<Extract<StatementEvent, { type: T }>> } = {
  DecisionTaken: { class: 'operative', did: 'introduced', actsOn: broughtUp },
  UndertakingAgreed: { class: 'operative', did: 'introduced', actsOn: broughtUp },
  ProjectInitiated: { class: 'operative', did: 'started', actsOn: ({ data }) => data.starts },
  InstrumentSigned: { class: 'operative', did: 'completionReported', actsOn: fulfilled },
  BodyEstablished: { class: 'operative', did: 'completionReported', actsOn: fulfilled },
  DirectionGiven: { class: 'operative', did: 'directed' },
  RequestMade: { class: 'soft', did: 'requested' },
  RecommendationMade: { class: 'operative', did: 'recommended' },
  ProposalMade: { class: 'pending', did: 'proposed', actsOn: broughtUp },
  ProposalAccepted: { class: 'pending', did: 'accepted', actsOn: answered },
  ProposalDeclined: { class: 'pending', did: 'declined', actsOn: answered },
  ProposalWithdrawn: { class: 'pending', did: 'withdrawn', actsOn: answered },
  CommitmentReviewed: {
    class: 'operative',
    did: ({ data }) => reviewed[data.outcome],
    actsOn: ({ data }) => [data.commitmentId],
  },
  ProgressAppreciated: { class: 'evaluative', did: 'appreciated' },
  OutcomeCommended: { class: 'evaluative', did: 'commended' },
  AchievementAcknowledged: { class: 'evaluative', did: 'acknowledged' },
  ConcernExpressed: { class: 'evaluative', did: 'concern' },
  MatterNoted: { class: 'informational', did: 'noted' },
  PositionReaffirmed: { class: 'declaratory', did: 'reaffirmed' },
  HopeExpressed: { class: 'declaratory', did: 'hoped' },
  StatementInsertedBySide: { class: 'declaratory', did: 'reservation' },
};

export const classOf = (type: StatementEvent['type']): StatementClass => statementKinds[type].class;

/** What a statement did to one of the commitments that it names. */
export const didTo = (commitment: string, event: StatementEvent): WhatTheSessionDid => {
  const { did, actsOn } = statementKinds[event.type] as Verb<StatementEvent>;
  if (actsOn && !actsOn(event).includes(commitment)) return 'mentioned';
  return typeof did === 'function' ? did(event) : did;
};
