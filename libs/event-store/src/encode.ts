import { requireSize, type NewEvent, type Write } from '@jwg/event-sourcing';

/** An event as every adapter stores it: its data and metadata as JSON text. */
export interface EncodedEvent {
  readonly event: NewEvent;
  readonly data: string;
  readonly metadata: string;
}

export interface EncodedWrite extends Omit<Write, 'events'> {
  readonly events: readonly EncodedEvent[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Validates and encodes a write before anything is stored. Makes the JSON once, and accepts only data that survive the
 * round trip through JSON unchanged.
 *
 * @throws EventTooLarge
 * @throws TypeError  a stream's name is empty or not well-formed text; an id is not a lower-case UUID; JSON cannot hold
 *                    the data
 */
export const encode = ({ stream, expected, events }: Write): EncodedWrite => {
  if (stream === '' || !stream.isWellFormed())
    throw new TypeError(`Not a name for a stream: ${JSON.stringify(stream)}`);
  return { stream, expected, events: events.map((event) => encodeEvent(stream, event)) };
};

const encodeEvent = (stream: string, event: NewEvent): EncodedEvent => {
  if (!UUID.test(event.id)) throw new TypeError(`An event's id is a UUID in lower case, not ${event.id}`);
  const data = JSON.stringify(event.data) ?? 'null';
  const metadata = JSON.stringify(event.metadata) ?? 'null';
  requireSize(stream, data, metadata);
  return { event, data, metadata };
};

/** The revision of a write's first event. */
export const firstRevision = ({ expected }: Pick<Write, 'expected'>): number =>
  expected === 'noStream' ? 0 : expected + 1;
