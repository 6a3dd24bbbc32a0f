import type { EventPage, FeedEvent } from '@jwg/application';
import type { Views } from '../output.js';
import { when } from '../words.js';
import { table } from './table.js';

/** The ledger itself, event by event. */
export const eventsViews: Views<EventPage> = {
  text: ({ events, next }, { width }) =>
    [
      table(
        [
          { title: 'At', width: 7 },
          { title: 'Event', width: 26 },
          { title: 'Stream' },
          { title: 'Happened', width: 10 },
          { title: 'Recorded', width: 20 },
        ],
        events.map(({ position, type, stream, revision, metadata, recordedAt }) => [
          String(position),
          type,
          `${stream} ${revision}`,
          when(metadata.occurredAt),
          `${recordedAt.slice(0, 19)}Z`,
        ]),
        width,
      ),
      ...(next === undefined ? [] : [`More: --after ${next}`]),
    ].join('\n'),
  csv: ({ events }) => [
    ['position', 'type', 'stream', 'revision', 'occurredAt', 'recordedAt', 'id'],
    ...events.map(({ position, type, stream, revision, metadata, recordedAt, id }) => [
      ...[position, type, stream, revision, metadata.occurredAt.value, recordedAt, id],
    ]),
  ],
};

/** One line for an event; `org.jwgledger.jwg.DecisionTaken.v1` is printed as `DecisionTaken`. */
export const eventLine = ({ sequence, type, subject, revision, time, recordedtime }: FeedEvent): string =>
  `${sequence.padStart(7)}  ${type.split('.').at(-2)!.padEnd(26)}  ${time.slice(0, 10)}  ${recordedtime.slice(0, 19)}Z  ${subject} ${revision}`;
