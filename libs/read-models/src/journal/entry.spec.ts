import { describe, expect, it } from '@jest/globals';
import type { EventType } from '@jwg/domain';
import { samples, storedSample, uuid } from '@jwg/domain/samples';
import type { Recorded } from '../events/citation.js';
import { storeOf } from '../testing/history.js';
import { entriesOf } from './entry.js';
import type { JournalRow } from './projection.js';

const subject = 'cpec-jwg-st.2.c1';
const rowOf = ({ stream, revision, position, type, metadata }: Recorded): JournalRow => ({
  stream,
  revision,
  position,
  type,
  on: metadata.occurredAt.value,
});
const entryOf = async (event: Recorded) => (await entriesOf(storeOf([event]), subject, [rowOf(event)]))[0]!;
const sample = (type: EventType, data = {}) => storedSample(type, data, 7) as Recorded;

describe('an entry of the journal', () => {
  // It is written out, because people cite the journal.
  it('shows the event as the ledger keeps it, with its source', async () =>
    expect(await entryOf(sample('CommitmentBlocked'))).toEqual({
      subject,
      stream: `commitment-${subject}`,
      revision: 7,
      type: 'CommitmentBlocked',
      recordedAt: '2022-04-21T08:00:00.000Z',
      actor: { id: 'recorder-pk', role: 'recorder', side: 'PK' },
      data: samples.CommitmentBlocked,
      eventId: uuid(8),
      position: 7,
      occurredAt: { value: '2022-04-20', precision: 'session' },
      authority: 'press',
      source: { kind: 'press', reference: 'https://example.org/report', language: 'en' },
      visibility: 'public',
      side: 'PK',
    }));

  it('says who may see it, and which side acted', async () => {
    const actor = { id: 'x', role: 'secretariat', side: 'CN' } as const;
    const event = storedSample('CommitmentBlocked', {}, 7, { actor, visibility: 'sideInternal' });
    expect(await entryOf(event)).toMatchObject({ actor, side: 'CN', visibility: 'sideInternal' });
  });

  it.each<[string, EventType, object, string | undefined]>([
    ['in which it was said', 'DecisionTaken', {}, 'cpec-jwg-st.2'],
    ['whose statement it carries into effect', 'WorkStarted', {}, 'cpec-jwg-st.2'],
    ['whose minutes adopted the commitment', 'CommitmentAdopted', { session: 'cpec-jwg-st.3' }, 'cpec-jwg-st.3'],
    ['only if there was one', 'CommitmentBlocked', {}, undefined],
  ])('names the session %s', async (_, type, data, session) =>
    expect((await entryOf(sample(type, data))).session).toBe(session),
  );

  it('is read together with those beside it, and never with what lies between', async () => {
    const events = Array.from({ length: 6 }, (_, n) => ({
      ...storedSample('ProgressReported', {}, n),
      revision: n,
    })) as Recorded[];
    const reads: unknown[] = [];
    const store = storeOf(events);
    const counted = {
      readStream: (...asked: Parameters<typeof store.readStream>) => (reads.push(asked), store.readStream(...asked)),
    };
    const rows = [0, 1, 4, 5].map((n) => rowOf(events[n]!));
    expect((await entriesOf(counted, subject, rows)).map(({ position }) => position)).toEqual([0, 1, 4, 5]);
    expect(reads.map((asked) => (asked as unknown[]).slice(1))).toEqual([
      [0, 2],
      [4, 2],
    ]);
  });
});
