import { carryIntoEffect, type SessionEvent } from '@jwg/domain';
import { categoryOf, streamName, type SkippedEvent, type StoredEvent } from '@jwg/event-sourcing';
import { effectId } from '../following/policies.js';
import { eventId } from '../writing/to-events.js';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import type { Wrong } from './recompute.js';

/** What the policy has to do to a commitment, because of an event. */
interface Owed {
  /** The id of the command that does it. */
  readonly commandId: string;
  readonly stream: string;
}

/** What one event is to this check: it causes effects, or it is one of them. */
export type OfEffects = Pick<LedgerStoredEvent, 'id' | 'position' | 'stream'> & {
  readonly owes: readonly Owed[];
  /** Whether they were to be written together with it. */
  readonly included: boolean;
  /** The command by which the policy wrote this event. */
  readonly effectOf?: string;
};

/** An effect that is not in the ledger, because an operator had the policy skip its cause. */
export interface LeftOut {
  readonly position: number;
  readonly stream: string;
  readonly by: string;
  readonly reason: string;
}

/** Missing where the event is nothing to this check. */
export const effectsIn = (event: LedgerStoredEvent): OfEffects | undefined => {
  const { id, position, stream, metadata } = event;
  const commands =
    categoryOf(stream) === carryIntoEffect.category ? carryIntoEffect.react(event as StoredEvent<SessionEvent>) : [];
  const effectOf = metadata.actor?.id === carryIntoEffect.name ? metadata.commandId : undefined;
  if (commands.length === 0 && effectOf === undefined) return undefined;
  const owes = commands.map(({ category, id: target }, n) => ({
    commandId: effectId(event, n),
    stream: streamName({ category }, target),
  }));
  return { id, position, stream, owes, included: metadata.effects === 'included', effectOf };
};

/**
 * Whether every effect of a statement is in the ledger exactly once: what the policy makes of each event, by the same
 * rules and the same ids, against what the policy has written. Events come in the order of the log, in their present form.
 * What is remembered is what is still owed, so as much as the policy was ever behind.
 */
export class EffectsCheck {
  private readonly skipped: ReadonlyMap<string, SkippedEvent>;
  private readonly owed = new Map<string, { readonly cause: OfEffects; readonly stream: string }>();
  /** The command whose events are being written, and how many came. */
  private current = { commandId: '', events: 0 };
  /** The last cause that the policy has carried into effect. It goes by the order of the log. */
  private carried = -1;

  /** @param skipped  events that an operator had the policy skip */
  constructor(skipped: readonly SkippedEvent[] = []) {
    this.skipped = new Map(skipped.map((it) => [it.eventId, it]));
  }

  see(event: LedgerStoredEvent): Wrong | undefined {
    const seen = effectsIn(event);
    return seen && this.take(seen);
  }

  take(seen: OfEffects): Wrong | undefined {
    const wrong = seen.effectOf === undefined ? undefined : this.effect(seen, seen.effectOf);
    for (const { commandId, stream } of seen.owes) this.owed.set(commandId, { cause: seen, stream });
    return wrong;
  }

  /** What is missing once the ledger ends; what the policy has not come to yet is not, nor what it was told to skip. */
  missing(): Wrong | undefined {
    for (const { cause, stream } of this.owed.values())
      if (!this.skipped.has(cause.id) && (cause.included || cause.position < this.carried))
        return {
          position: cause.position,
          what: `What the event at position ${cause.position} does to ${stream} is not in the ledger.`,
        };
    return undefined;
  }

  /** What is not in the ledger because an operator wanted it so. */
  leftOut(): LeftOut[] {
    const left: LeftOut[] = [];
    for (const { cause, stream } of this.owed.values()) {
      const skipped = this.skipped.get(cause.id);
      if (skipped) left.push({ position: cause.position, stream, by: skipped.by, reason: skipped.reason });
    }
    return left;
  }

  private effect({ id, position, stream }: OfEffects, commandId: string): Wrong | undefined {
    const owed = this.owed.get(commandId);
    if (owed) {
      this.owed.delete(commandId);
      this.current = { commandId, events: 0 };
      if (!owed.cause.included) this.carried = Math.max(this.carried, owed.cause.position);
    }
    const isNext = commandId === this.current.commandId && id === eventId(commandId, this.current.events);
    this.current.events += 1;
    if (isNext && (!owed || owed.stream === stream)) return undefined;
    return {
      position,
      what: `The event at position ${position} says that it carries a statement into effect; no event before it does that to ${stream}, or it was done already.`,
    };
  }
}
