import { describe, expect, it } from '@jest/globals';
import { violations, type CommitmentEvent, type Metadata } from '@jwg/domain';
import { sample, stored } from '@jwg/domain/samples';
import type { StoredEvent } from '@jwg/event-sourcing';
import { CommitmentStatus, evolveStatus, toStatusRecord } from './commitment-status.js';
import { fromHeaders, toHeaders } from './kafka-headers.js';

const stream = 'commitment-cpec-jwg-st.2.c1';
const source = 'https://ledger.example.org';
type Recorded = StoredEvent<CommitmentEvent, Metadata>;

/** The events of one stream, one a day. */
const recorded = (...facts: CommitmentEvent[]): Recorded[] =>
  facts.map((fact, place) => {
    const event = stored(fact, stream, place);
    const occurredAt = { value: `2022-05-0${place + 1}`, precision: 'day' } as const;
    return { ...event, metadata: { ...event.metadata, occurredAt } };
  });
const internally = (event: Recorded): Recorded => ({
  ...event,
  metadata: { ...event.metadata, visibility: 'sideInternal' },
});
const statusAfter = (events: readonly Recorded[]) =>
  events.reduce<CommitmentStatus | undefined>(evolveStatus, undefined);
/** The status after a round trip through JSON. */
const asRead = (status: CommitmentStatus | undefined) => JSON.parse(JSON.stringify(status)) as CommitmentStatus;

const registered = sample('CommitmentRegistered');
const working = [registered, sample('WorkStarted'), sample('CommitmentBlocked', { cause: 'Floods' })];

describe('The published status of a commitment', () => {
  it('exists from the registration on, not from the first mention', () => {
    const events = recorded(sample('EffectNotApplied'), registered);
    expect(statusAfter(events.slice(0, 1))).toBeUndefined();
    expect(statusAfter(events)).toMatchObject({ commitmentId: registered.data.commitmentId, forum: 'cpec-jwg-st' });
  });

  it('says since when the status holds', () => {
    const events = recorded(registered, sample('WorkStarted'), sample('CommitmentAdopted'), sample('ProgressReported'));
    expect(asRead(statusAfter(events))).toMatchObject({
      status: 'inProgress',
      adoption: 'adopted',
      since: { value: '2022-05-02', precision: 'day' },
    });
  });

  it('says why it is on hold, while it is', () => {
    const events = recorded(...working, sample('CommitmentUnblocked'));
    expect(asRead(statusAfter(events.slice(0, 3)))).toMatchObject({ status: 'onHold', blockedBy: { cause: 'Floods' } });
    expect(asRead(statusAfter(events))).not.toHaveProperty('blockedBy');
  });

  it('is not changed by events internal to a side', () => {
    const [first, report] = recorded(registered, sample('ProgressReported', { percent: 90 }));
    const status = statusAfter([first!]);
    expect(evolveStatus(status, internally(report!))).toBe(status);
  });

  it('fits its schema after every event', () => {
    const events = recorded(...working);
    for (const count of [1, 2, 3])
      expect(violations(CommitmentStatus, asRead(statusAfter(events.slice(0, count))))).toEqual([]);
  });

  it('is a record with the commitment’s id as key, and with the position up to which it holds', () => {
    const events = recorded(...working);
    const status = statusAfter(events)!;
    const record = toStatusRecord(status, events.at(-1)!, source, 'backfill');
    expect(record).toMatchObject({
      type: 'org.jwgledger.jwg.CommitmentStatus.v1',
      id: events.at(-1)!.id,
      source: `${source}/commitment-status`,
      dataschema: `${source}/schemas/CommitmentStatus.v1.json`,
      subject: stream,
      partitionkey: 'cpec-jwg-st.2.c1',
      sequence: '2',
      delivery: 'backfill',
    });
    expect(fromHeaders(toHeaders(record), JSON.stringify(record.data))).toEqual({ ...record, data: asRead(status) });
  });
});
