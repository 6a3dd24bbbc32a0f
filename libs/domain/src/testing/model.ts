import { Compile, type Validator } from 'typebox/compile';
import { v5 } from 'uuid';
import { Refused, streamName, type Fact, type StoredEvent } from '@jwg/event-sourcing';
import { catalogue, type LedgerEvent } from '../catalogue.js';
import { commitment, type CommitmentCommand } from '../commitment/decide.js';
import type { Commitment } from '../commitment/state.js';
import type { Context, LedgerDecider } from '../context.js';
import { NOTHING_TO_DO } from '../commitment/nothing-to-do.js';
import { contextOf, neededFor } from '../context-of.js';
import type { Actor } from '../metadata.js';
import { forum, type ForumCommand } from '../forum/decide.js';
import type { Forum } from '../forum/state.js';
import { forumOf } from '../ids.js';
import { carryIntoEffect } from '../policies/carry-into-effect.js';
import { stored } from '../samples.js';
import { session, type SessionCommand } from '../session/decide.js';
import type { SessionEvent } from '../session/events.js';
import { reads, type ReadCommand, type Reads } from '../reads/decide.js';
import type { Session } from '../session/state.js';

/** The forum to which another one of the histories refers. */
export const above = (forum: string): string => `${forum}-up`;

export type State = Forum | Session | Commitment | Reads;
export type AnyDecider = LedgerDecider<State, Fact, LedgerEvent>;
export const deciders = { forum, session, commitment, reads } as unknown as Record<
  'forum' | 'session' | 'commitment' | 'reads',
  AnyDecider
>;

export type Order = { actor: Actor; id: string } & (
  | { category: 'forum'; command: ForumCommand }
  | { category: 'session'; command: SessionCommand }
  | { category: 'commitment'; command: CommitmentCommand }
  | { category: 'reads'; command: ReadCommand }
);

/** One event of the model's log, with the facts just before and after it. */
export interface Entry {
  readonly event: StoredEvent<LedgerEvent>;
  readonly category: keyof typeof deciders;
  readonly id: string;
  readonly actor: Actor;
  /** The event that the policy carried into effect. */
  readonly cause?: string;
  readonly before: State;
  readonly after: State;
  /** The event and the state after it, serialised at that moment. */
  readonly bytes: string;
  readonly seen: string;
}

const validators = new Map<string, Validator>();
const fits = ({ type, data }: LedgerEvent): boolean => {
  if (!validators.has(type)) validators.set(type, Compile(catalogue[type]));
  return validators.get(type)!.Check(JSON.parse(JSON.stringify(data)));
};

/**
 * A ledger in memory, simple enough to be trusted. It decides and appends as `transact` does (a command id that left
 * events in the stream gets its first answer again). It carries statements into effect when the caller asks for it.
 */
export class Model {
  readonly log: Entry[] = [];
  readonly streams = new Map<string, Entry[]>();
  /** Commands that led to something again when they came a second time under a new id. */
  readonly repeated = new Set<string>();
  /** Answers that differed when a command came a second time under the same id. */
  readonly forgotten: string[] = [];
  readonly unfit: LedgerEvent[] = [];
  private readonly carried = new Map<string, number>();
  private readonly issued = new Map<string, number>();

  state<S extends State>(category: keyof typeof deciders, id: string): S {
    return (this.streams.get(`${category}-${id}`)?.at(-1)?.after ?? deciders[category].initial) as S;
  }

  /** A person's command. It is given twice at once, and a third time under a new id as a rehearsal. */
  issue(order: Order): void {
    const count = (this.issued.get(forumOf(order.id)) ?? 0) + 1;
    this.issued.set(forumOf(order.id), count);
    const commandId = v5(`${forumOf(order.id)} ${count}`, v5.DNS);
    try {
      const first = this.transact(order, commandId);
      const end = this.log.length;
      if (this.transact(order, commandId).length !== first.length || this.log.length !== end)
        this.forgotten.push(order.command.type);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return;
    }
    try {
      if (this.decide(order).length > 0) this.repeated.add(order.command.type);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** The policy handles the next events of a forum; all the remaining ones if no number is given. */
  carry(ofForum: string, count = Infinity): void {
    for (let n = 0; n < count; n += 1) {
      const done = this.carried.get(ofForum) ?? 0;
      const next = this.ofForum(ofForum)[done];
      if (!next) return;
      this.carried.set(ofForum, done + 1);
      this.carryOut(next);
    }
  }

  /** The policy handles its last events again, as after a crash before its checkpoint moved. */
  repeat(ofForum: string, last = Infinity): void {
    const done = this.carried.get(ofForum) ?? 0;
    for (const entry of this.ofForum(ofForum).slice(Math.max(0, done - last), done)) this.carryOut(entry);
  }

  ofForum(id: string): Entry[] {
    return this.log.filter((entry) => [id, above(id)].includes(forumOf(entry.id)));
  }

  private carryOut({ event }: Entry): void {
    for (const [index, { id, command }] of carryIntoEffect.react(event as StoredEvent<SessionEvent>).entries()) {
      const order = {
        category: 'commitment',
        id,
        command,
        actor: { id: carryIntoEffect.name, role: 'policy' },
      } as const;
      const stepId = (step: string) => v5(`${carryIntoEffect.name} ${index} ${step}`, event.id);
      if (this.earlier('commitment', id, stepId('refused')).length > 0) continue;
      try {
        if (this.transact(order, stepId('apply'), event.id).length > 0) continue;
        const data = { cause: event.id, command: command.type, refusal: NOTHING_TO_DO };
        this.transact({ ...order, command: { type: 'RecordEffectNotApplied', data } }, stepId('refused'), event.id);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { code, detail } = error as Refused;
        const data = { cause: event.id, command: command.type, refusal: { code, detail } };
        this.transact({ ...order, command: { type: 'RecordEffectNotApplied', data } }, stepId('refused'), event.id);
      }
    }
  }

  private earlier(category: string, id: string, commandId: string): Entry[] {
    return (this.streams.get(`${category}-${id}`) ?? []).filter(
      ({ event }) => (event.metadata as { commandId: string }).commandId === commandId,
    );
  }

  private history(commitment: string) {
    return (this.streams.get(`commitment-${commitment}`) ?? []).map(({ event }) => event);
  }

  private decide(order: Order): LedgerEvent[] {
    const { category, id, command } = order;
    return deciders[category].decide(command, this.state(category, id), this.context(order));
  }

  /** What the decision of an order may use. */
  context({ category, id, command, actor }: Order): Context {
    const decider = deciders[category];
    const history = (this.streams.get(streamName(decider, id)) ?? []).map(({ event }) => event);
    const needed = neededFor(decider, id, command, this.state<State>(category, id), { history });
    const states = {
      forums: new Map(needed.forums.map((it) => [it, this.state<Forum>('forum', it)])),
      commitments: new Map(needed.commitments.map((it) => [it, this.state<Commitment>('commitment', it)])),
      sessions: new Map(needed.sessions.map((it) => [it, this.state<Session>('session', it)])),
      histories: new Map(needed.histories.map((it) => [it, this.history(it)])),
    };
    const at = { now: '2026-01-01T00:00:00.000Z', actor };
    return contextOf(needed, states, { history }, at);
  }

  private transact(order: Order, commandId: string, cause?: string): Entry[] {
    const { category, id, actor } = order;
    const known = this.earlier(category, id, commandId);
    if (known.length > 0) return known;
    const stream = streamName({ category }, id);
    const entries = this.streams.get(stream) ?? [];
    return this.decide(order).map((fact, index) => {
      if (!fits(fact)) this.unfit.push(fact);
      const dressed = stored(fact, stream, entries.length);
      const event = {
        ...dressed,
        id: v5(String(index), commandId),
        position: this.log.length,
        metadata: { ...dressed.metadata, actor, commandId, ...(cause !== undefined && { causationId: cause }) },
      };
      const before = this.state(category, id);
      const after = deciders[category].evolve(before, event);
      const bytes = JSON.stringify(event);
      const entry = { event, category, id, actor, cause, before, after, bytes, seen: JSON.stringify(after) };
      this.streams.set(stream, entries);
      entries.push(entry);
      this.log.push(entry);
      return entry;
    });
  }
}
