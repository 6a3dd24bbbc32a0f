import { commitmentsNamedIn, type EventType } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import type { LedgerStoredEvent } from '@jwg/platform';

/** What changed, without its data: whoever shows it reads it again. */
export interface Change {
  /** Of the last event. */
  readonly position: number;
  /** The forums, sessions and commitments that the events are about or name. */
  readonly subjects: readonly string[];
  readonly types: readonly EventType[];
}

export const changeOf = (events: readonly LedgerStoredEvent[]): Change => ({
  position: events.at(-1)!.position,
  subjects: [...new Set(events.flatMap((event) => [idOf(event.stream), ...commitmentsNamedIn(event)]))],
  types: [...new Set(events.map(({ type }) => type))],
});
