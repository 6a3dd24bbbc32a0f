import type { Metadata } from '@jwg/domain';
import type { NewEvent, Write } from '@jwg/event-sourcing';
import { randomNumbers } from './measure.ts';

const words =
  'the of site survey training delegation laboratory zone agreement draft exchange visit land review sent signed ready'.split(
    ' ',
  );

/**
 * Makes up reports of progress as the product stores them: about 600 bytes of data and metadata, with unordered ids,
 * since the product derives them from the command's id. The same seed gives the same reports.
 */
export const reporter = (seed: number) => {
  const random = randomNumbers(seed);
  const below = (n: number) => Math.floor(random() * n);
  const hex = (digits: number) =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const uuid = () => `${hex(8)}-${hex(4)}-5${hex(3)}-a${hex(3)}-${hex(8)}${hex(4)}`;
  const narrative = (count: number) => Array.from({ length: count }, () => words[below(words.length)]).join(' ');

  const metadata = (more: Partial<Metadata> = {}): Metadata => {
    const commandId = uuid();
    return {
      occurredAt: { value: '2024-05-14', precision: 'day' },
      actor: { id: 'focal-point-1', role: 'focalPoint', side: 'PK', institution: 'pk-stza' },
      authority: 'secretariatNote',
      source: { kind: 'document', reference: `Letter ${below(10_000)} to the secretariat` },
      visibility: 'public',
      correlationId: commandId,
      causationId: commandId,
      commandId,
      commandDigest: `sha256:${hex(8).repeat(8)}`,
      ...more,
    };
  };
  const report = (percent = below(101)): NewEvent => ({
    id: uuid(),
    type: 'ProgressReported',
    schemaVersion: 1,
    recordedAt: '2024-05-14T09:30:00.000Z',
    data: { side: 'PK', institution: 'pk-stza', narrative: narrative(6), percent, evidence: [] },
    metadata: metadata(),
  });
  return { below, uuid, hex, narrative, metadata, report };
};

/** Appends for streams picked at random, one event each; it keeps count of their revisions. */
export const scattered = (streams: number, seed: number) => {
  const { below, report } = reporter(seed);
  const lengths = new Uint32Array(streams);
  return (events: number): Write[] =>
    Array.from({ length: events }, () => {
      const number = below(streams);
      const length = lengths[number]!;
      lengths[number] = length + 1;
      return { stream: streamNumber(number), expected: length === 0 ? 'noStream' : length - 1, events: [report()] };
    });
};

/** The same for commitments that are registered first, as in reality, so that each has a status. */
export const commitments = (streams: number, seed: number) => {
  const { report } = reporter(seed);
  const reports = scattered(streams, seed + 1);
  const registration = (number: number): Write => {
    const stream = streamNumber(number);
    const data = {
      commitmentId: stream.slice('commitment-'.length),
      forum: `jwg-${1 + (number % 20)}`,
      kind: 'support',
      title: { en: `Commitment ${number}` },
      lead: ['pk-stza'],
      support: [],
      beneficiaries: [],
      adoption: 'provisional',
      legacy: false,
    };
    return { stream, expected: 'noStream', events: [{ ...report(), type: 'CommitmentRegistered', data }] };
  };
  const later = ({ expected, ...write }: Write): Write => ({
    ...write,
    expected: expected === 'noStream' ? 0 : expected + 1,
  });
  return {
    registrations: Array.from({ length: streams }, (_, number) => registration(number)),
    reports: (events: number) => reports(events).map(later),
  };
};

export const streamNumber = (number: number): string =>
  `commitment-jwg-${1 + (number % 20)}.${1 + (number % 37)}.c${1 + number}`;
