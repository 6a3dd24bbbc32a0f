import { createHash } from 'node:crypto';
import type { Fact, NewEvent, Write } from '@jwg/event-sourcing';
import { randomNumbers } from '../../bench/measure.ts';

interface Telling extends Fact {
  readonly internal?: boolean;
}

/**
 * Valid histories of commitments, one event per write, spread over the streams; one event in eight is internal to a
 * side. The same seed gives the same histories.
 */
export const history = (
  events: number,
  { streams = 100, seed = 1 }: { readonly streams?: number; readonly seed?: number } = {},
): Write[] => {
  const random = randomNumbers(seed);
  const lengths = new Map<number, number>();
  return Array.from({ length: events }, (_, place) => {
    const number = Math.floor(random() * streams);
    const revision = lengths.get(number) ?? 0;
    lengths.set(number, revision + 1);
    const id = `jwg.${1 + (number % 9)}.c${1 + number}`;
    const expected = revision === 0 ? 'noStream' : revision - 1;
    return { stream: `commitment-${id}`, expected, events: [event(place, seed, fact(id, revision))] };
  });
};

const evidence: unknown[] = [];
const cycle: readonly Telling[] = [
  { type: 'WorkStarted', data: { cause: 'It was begun' } },
  { type: 'ProgressReported', data: { side: 'PK', narrative: 'The survey is done', percent: 30, evidence } },
  { type: 'ProgressReported', data: { side: 'PK', narrative: 'Between ourselves', evidence }, internal: true },
  { type: 'CommitmentBlocked', data: { cause: 'The land is not handed over' } },
  { type: 'CommitmentUnblocked', data: {} },
  { type: 'DueDateSet', data: { due: { date: '2027-05' } } },
  { type: 'ProgressReported', data: { side: 'CN', narrative: 'The delegation visited', percent: 60, evidence } },
];

const fact = (commitmentId: string, revision: number): Telling =>
  revision > 0
    ? cycle[(revision - 1) % cycle.length]!
    : {
        type: 'CommitmentRegistered',
        data: {
          commitmentId,
          forum: 'jwg',
          kind: 'support',
          title: { en: `Commitment ${commitmentId}` },
          lead: ['pk-stza'],
          support: [],
          beneficiaries: [],
          adoption: 'provisional',
          legacy: false,
        },
      };

const event = (place: number, seed: number, { type, data, internal = false }: Telling): NewEvent => {
  const id = uuid(`${seed}/${place}`);
  return {
    id,
    type,
    schemaVersion: 1,
    recordedAt: new Date(Date.UTC(2024, 4, 14) + place).toISOString(),
    data,
    metadata: {
      occurredAt: { value: '2024-05-14', precision: 'day' },
      actor: { id: 'recorder', role: 'recorder', side: 'PK' },
      authority: 'secretariatNote',
      source: { kind: 'document', reference: `Letter ${place}` },
      visibility: internal ? 'sideInternal' : 'public',
      correlationId: id,
      causationId: id,
      commandId: id,
      commandDigest: `sha256:${'ab'.repeat(32)}`,
    },
  };
};

const uuid = (text: string) => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
