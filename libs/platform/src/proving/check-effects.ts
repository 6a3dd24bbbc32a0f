import { carryIntoEffect, type SessionEvent } from '@jwg/domain';
import { categoryOf, streamName, type StoredEvent } from '@jwg/event-sourcing';
import { effectId } from '../following/policies.js';
import { eventId } from '../writing/to-events.js';
import type { LedgerStoredEvent } from '../writing/stored-event.js';
import type { Wrong } from './recompute.js';

interface Owed {
  /** The position of the event that causes it. */
  readonly cause: number;
  readonly stream: string;
  /** Whether it was to be written together with its cause. */
  readonly included: boolean;
}

/**
 * Whether every effect of a statement is in the ledger exactly once: what the policy makes of each event, by the same
 * rules and the same ids, against what the policy has written. Events come in the order of the log, in their present form.
 * What is remembered is what is still owed, so as much as the policy was ever behind.
 */
export class EffectsCheck {
  private readonly owed = new Map<string, Owed>();
  /** The command whose events are being written, and how many came. */
  private current = { commandId: '', events: 0 };
  /** The last cause that the policy has carried into effect. It goes by the order of the log. */
  private carried = -1;

  see(event: LedgerStoredEvent): Wrong | undefined {
    const wrong = event.metadata.actor?.id === carryIntoEffect.name ? this.effect(event) : undefined;
    if (categoryOf(event.stream) === carryIntoEffect.category) this.owe(event);
    return wrong;
  }

  /** What is missing once the ledger ends; what the policy has not come to yet is not. */
  missing(): Wrong | undefined {
    for (const { cause, stream, included } of this.owed.values())
      if (included || cause < this.carried)
        return { position: cause, what: `What the event at position ${cause} does to ${stream} is not in the ledger.` };
    return undefined;
  }

  private owe(event: LedgerStoredEvent): void {
    const commands = carryIntoEffect.react(event as StoredEvent<SessionEvent>);
    const included = event.metadata.effects === 'included';
    for (const [n, { category, id }] of commands.entries())
      this.owed.set(effectId(event, n), { cause: event.position, stream: streamName({ category }, id), included });
  }

  private effect({ id, position, stream, metadata: { commandId } }: LedgerStoredEvent): Wrong | undefined {
    const owed = this.owed.get(commandId);
    if (owed) {
      this.owed.delete(commandId);
      this.current = { commandId, events: 0 };
      if (!owed.included) this.carried = Math.max(this.carried, owed.cause);
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
