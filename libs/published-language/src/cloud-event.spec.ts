import { describe, expect, it } from '@jest/globals';
import { Kafka, type CloudEvent, type KafkaMessage } from 'cloudevents';
import { catalogue, type EventType } from '@jwg/domain';
import { samples, storedSample } from '@jwg/domain/samples';
import { isPublished, toCloudEvent } from './cloud-event.js';
import { fromHeaders, toHeaders, UnreadableRecord } from './kafka-headers.js';
import { eventTypeOf } from './names.js';

const types = Object.keys(catalogue) as EventType[];
const source = 'https://ledger.example.org';
const decision = storedSample('DecisionTaken');
const occurred = (value: string, precision: 'instant' | 'day' | 'month' | 'year') => ({
  ...decision,
  metadata: { ...decision.metadata, occurredAt: { value, precision } },
});

describe('An event as a CloudEvent', () => {
  it.each(types)('keeps the data of %s and says which kind it is', (type) => {
    const event = toCloudEvent(storedSample(type), source);
    expect(event.data).toEqual(samples[type]);
    expect(event.type).toBe(`org.jwgledger.jwg.${type}.v1`);
    expect(eventTypeOf(event.type)).toBe(type);
    expect(event.dataschema).toBe(`${source}/schemas/${type}.v1.json`);
  });

  it('names its stream, its positions, its schema and its time', () => {
    expect(toCloudEvent({ ...decision, position: 41, revision: 7 }, source)).toMatchObject({
      id: decision.id,
      source,
      subject: 'session-cpec-jwg-st.2',
      partitionkey: 'session-cpec-jwg-st.2',
      sequence: '41',
      revision: '7',
      time: '2022-04-20T00:00:00Z',
      timeprecision: 'session',
      recordedtime: '2022-04-21T08:00:00.000Z',
      authority: 'press',
      visibility: 'public',
      side: 'PK',
    });
  });

  it.each([
    ['2022', 'year', '2022-01-01T00:00:00Z'],
    ['2022-04', 'month', '2022-04-01T00:00:00Z'],
    ['2022-04-20', 'day', '2022-04-20T00:00:00Z'],
    ['2022-04-20T09:30:00.5Z', 'instant', '2022-04-20T09:30:00.5Z'],
  ] as const)('that happened at %s (a %s) has the time %s', (value, precision, time) => {
    expect(toCloudEvent(occurred(value, precision), source)).toMatchObject({ time, timeprecision: precision });
  });

  it('names the side that a recorder acts for, and no person', () => {
    const actor = { id: 'li.wei', role: 'recorder', side: 'CN', onBehalfOf: { role: 'coChair', side: 'PK' } } as const;
    const event = toCloudEvent({ ...decision, metadata: { ...decision.metadata, actor } }, source);
    expect(event.side).toBe('PK');
    expect(JSON.stringify(event)).not.toContain('li.wei');
  });

  it('is called a correction only when it is live, otherwise a backfill or a replay', () => {
    const corrected = storedSample('RecordCorrected');
    expect(toCloudEvent(decision, source).delivery).toBe('live');
    expect(toCloudEvent(corrected, source).delivery).toBe('correction');
    expect(toCloudEvent(storedSample('RecordAnnulled'), source).delivery).toBe('correction');
    expect(toCloudEvent(corrected, source, 'backfill').delivery).toBe('backfill');
    expect(toCloudEvent(corrected, source, 'replay').delivery).toBe('replay');
  });

  it('is not published when it is internal to a side', () => {
    const inner = { ...decision, metadata: { ...decision.metadata, visibility: 'sideInternal' } };
    expect(isPublished(decision)).toBe(true);
    expect(isPublished(inner)).toBe(false);
  });
});

describe('The headers of a record', () => {
  const traced = { ...decision.metadata, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
  const events = [...types.map((type) => storedSample(type)), { ...decision, metadata: traced }].map((event) => ({
    ...toCloudEvent(event, source),
    previous: '3',
  }));

  it('are a valid CloudEvent to the reader of the CloudEvents project', () => {
    for (const event of events) {
      const { traceparent: _, ...expected } = event;
      const message = {
        headers: toHeaders(event),
        value: JSON.stringify(event.data),
        body: JSON.stringify(event.data),
        key: event.partitionkey,
      } as KafkaMessage<string>;
      const read = Kafka.toEvent(message) as CloudEvent;
      expect(read.validate()).toBe(true);
      expect(JSON.parse(JSON.stringify(read))).toMatchObject({ ...expected, time: expect.any(String) });
    }
  });

  it('have lower-case letters and digits in every name after ce_', () => {
    for (const event of events)
      for (const header of Object.keys(toHeaders(event)))
        expect(header).toMatch(/^(ce_[a-z0-9]{1,20}|content-type|traceparent)$/);
  });

  it('leave out what is not known', () => {
    const { side: _, ...nobody } = events[0]!;
    expect(Object.keys(toHeaders({ ...nobody, previous: undefined }))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/side|previous|traceparent/)]),
    );
  });

  it('can be read back into the same event, from text or bytes, among foreign headers', () => {
    for (const event of events) {
      const value = JSON.stringify(event.data);
      const bytes = Object.fromEntries(Object.entries(toHeaders(event)).map(([name, it]) => [name, Buffer.from(it)]));
      expect(fromHeaders(toHeaders(event), value)).toEqual(event);
      expect(fromHeaders({ ...bytes, 'x-mirrored-by': Buffer.from('mm2') }, Buffer.from(value))).toEqual(event);
    }
  });

  it('are refused when one is missing or the value is not JSON', () => {
    const { ce_sequence: _, ...headers } = toHeaders(events[0]!);
    expect(() => fromHeaders(headers, '{}')).toThrow(new UnreadableRecord('The record has no ce_sequence'));
    expect(() => fromHeaders(toHeaders(events[0]!), '{')).toThrow(UnreadableRecord);
    expect(() => fromHeaders(toHeaders(events[0]!), null)).toThrow(UnreadableRecord);
  });
});
