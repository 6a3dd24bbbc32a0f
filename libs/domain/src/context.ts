import { Refused, type Decider, type Fact, type StoredEvent } from '@jwg/event-sourcing';
import type { Category } from './catalogue.js';
import { acting, mayRestOn, type Actor, type Authority } from './metadata.js';
import type { Forum } from './forum/state.js';
import type { Commitment } from './commitment/state.js';
import type { Recall } from './recalled.js';
import type { Session } from './session/state.js';

/** A stream's own events. They are read when a rule looks at them, so a rule that can go by the state does not look. */
export interface OwnHistory {
  readonly history: readonly StoredEvent[];
}

/** What a decision may use beside its own stream. The edge loads it and passes it in. */
export interface Context extends OwnHistory {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly actor: Actor;
  /** When the entry happened, where that is more than the day of its session. */
  readonly occurredAt?: string;
  /** The forum that the stream belongs to. */
  readonly forum: Forum;
  /** The commitments that the decider declared that it uses, by id. */
  readonly commitments: ReadonlyMap<string, Commitment>;
  /** The sessions that the decider declared that it uses, by id. */
  readonly sessions: ReadonlyMap<string, Session>;
  /** The forums that the decider declared that it uses, by id. */
  readonly forums: ReadonlyMap<string, Forum>;
  /** What doubts go by of the stream's own events; missing where only the events themselves can tell. */
  readonly recall?: Recall | undefined;
  /** The events of the commitments whose history the decider declared that it uses, by id. */
  readonly histories: ReadonlyMap<string, readonly StoredEvent[]>;
}

/** What a decision uses beside its own stream and its forum: ids of other streams. */
export interface LooksAt {
  readonly commitments?: readonly string[];
  readonly forums?: readonly string[];
  readonly sessions?: readonly string[];
  /** Commitments whose events it uses, and not only their states. */
  readonly histories?: readonly string[];
}

/** A decider of this ledger. If its rules use more than its own stream, it declares for each command what they use. */
export interface LedgerDecider<State, Command extends Fact, Event extends Fact> extends Decider<
  State,
  Command,
  Event,
  Context
> {
  readonly category: Category;
  looksAt?(command: Command, state: State, own: OwnHistory): LooksAt;
}

export type CommonRefusal =
  | 'ROLE_MAY_NOT'
  | 'OTHER_SIDE'
  | 'UNKNOWN_FORUM'
  | 'UNKNOWN_SIDE'
  | 'UNKNOWN_INSTITUTION'
  | 'SUCCEEDED'
  | 'UNKNOWN_COMMITMENT'
  | 'OTHER_FORUM'
  | 'NOT_TO_BE_HELD'
  | 'OTHER_SIDES'
  | 'IN_THE_FUTURE'
  | 'INTERNAL_NOT_POSSIBLE'
  | 'NOT_CORRECTABLE';

const refuse = (code: CommonRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};

/** The roles that act for one side; in a forum they act only for one of its two sides. */
const ofOneSide: readonly string[] = ['secretariat', 'coChair', 'focalPoint'];

/** Refuses every other role. `policy` always passes: it carries out what was decided already. */
export const allow = ({ actor, forum }: Context, ...roles: readonly string[]): void => {
  const { role, side } = acting(actor);
  if (role === 'policy') return;
  if (!roles.includes(role))
    refuse('ROLE_MAY_NOT', `The role ${role} may not do this; it takes a ${roles.join(' or ')}.`);
  if (!ofOneSide.includes(role)) return;
  if (side === undefined) return refuse('ROLE_MAY_NOT', `A ${role} acts for a side, and this one has none.`);
  if (forum.established && !forum.sides.includes(side))
    refuse('OTHER_SIDE', `${side} is not a side of this forum; its sides are ${forum.sides.join(' and ')}.`);
};

export const requireForum = ({ forum }: Context): void => {
  if (!forum.established) refuse('UNKNOWN_FORUM', 'The forum has not been established yet.');
};

export const requireSide = ({ forum }: Context, ...sides: readonly (string | undefined)[]): void => {
  for (const side of sides)
    if (side !== undefined && !forum.sides.includes(side))
      refuse('UNKNOWN_SIDE', `${side} is not a side of this forum; its sides are ${forum.sides.join(' and ')}.`);
};

/** What binds both sides of one forum can be done in another only if the same two sides meet there. */
export const requireSameSides = ({ forum }: Context, id: string, other: Forum): void => {
  if ([...forum.sides].sort().join() !== [...other.sides].sort().join())
    refuse(
      'OTHER_SIDES',
      `${id} is a forum of ${other.sides.join(' and ')}; this one is of ${forum.sides.join(' and ')}.`,
      id,
    );
};

export const requireInstitutions = ({ forum }: Context, ...institutions: readonly (string | undefined)[]): void => {
  for (const institution of institutions)
    if (institution !== undefined && !Object.hasOwn(forum.institutions, institution))
      refuse('UNKNOWN_INSTITUTION', `${institution} is not registered in this forum; register it first.`, institution);
};

/**
 * Facts lie in the past, as far as clocks and time zones show: tomorrow (UTC) is the last day that is accepted. If only
 * the year or month is known, its first day counts.
 */
export const requireHappened = (
  { now, actor }: Pick<Context, 'now' | 'actor'>,
  ...dates: readonly (string | undefined)[]
): void => {
  if (acting(actor).role === 'policy') return;
  const tomorrow = new Date(Date.parse(now) + 86_400_000).toISOString().slice(0, 10);
  for (const date of dates)
    if (date !== undefined && firstDay(date) > tomorrow)
      refuse('IN_THE_FUTURE', `${date} lies ahead; what is said to have happened is recorded afterwards.`);
};

/** What both sides signed is entered by who keeps the record, so that nobody's own word passes for it. */
export const requireAuthority = ({ actor }: Pick<Context, 'actor'>, authority: Authority | undefined): void => {
  if (authority !== undefined && !mayRestOn(authority, actor))
    refuse('ROLE_MAY_NOT', `Only a recorder enters what ${authority} says; leave the authority out.`);
};

const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);

/** The named commitments. Throws unless each exists. */
export const requireCommitments = (context: Context, ids: readonly string[]): Commitment[] =>
  ids.map((id) => {
    const commitment = context.commitments.get(id);
    return commitment?.registered ? commitment : refuse('UNKNOWN_COMMITMENT', `There is no commitment ${id}.`, id);
  });
