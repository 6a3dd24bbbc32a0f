import { carryIntoEffect, type SessionEvent } from '@jwg/domain';
import { EventTooLarge, MAX_EVENT_BYTES, type NewEvent, type StoredEvent } from '@jwg/event-sourcing';

/** Bytes by which an effect may be longer than its command and the envelope of its cause. */
const MORE = 1024;

/**
 * Holds events to what they lead to: an effect can be somewhat larger than its cause, and must fit into an event too.
 *
 * @throws EventTooLarge
 */
export const requireRoomForEffects = (stream: string, events: readonly NewEvent[]): void => {
  for (const event of events) {
    const effects = carryIntoEffect.react({ ...event, stream } as StoredEvent<SessionEvent>);
    for (const { command } of effects) {
      const bytes = bytesOf(command.data) + bytesOf(event.metadata) + MORE;
      if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(stream, bytes);
    }
  }
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
