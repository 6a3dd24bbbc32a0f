import {
  ANY,
  NO_STREAM,
  SOFT_DELETE_MARK,
  SOFT_DELETED,
  STREAM_EXISTS,
  TOMBSTONED,
  type Check,
  type Failure,
} from './expected.ts';
import { dataOf, recordAt, type LogRecord, type NewRecord } from './record.ts';
import { metadataEvent, systemEvent, truncateBefore } from './system-events.ts';

/** The outcome of a successful write. */
export interface Written {
  /** The records added; none if all of them existed already. */
  readonly records: readonly LogRecord[];
  /** The position of the last record. */
  readonly position: number;
  /** Each stream's last revision. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly failures?: undefined;
}

/** Nothing was written: lists every stream that is not at its expected revision. */
export interface NotWritten {
  readonly failures: readonly [Failure, ...Failure[]];
}

export type Outcome = Written | NotWritten;

interface StreamState {
  readonly records: LogRecord[];
  /** The first revision that is not truncated. */
  before: number;
  deleted: boolean;
  tombstoned: boolean;
}

type State = Pick<Failure, 'current' | 'softDeleted'>;
type Verdict = State & ({ verdict: 'ok' | 'conflict' } | { verdict: 'repeated'; last: LogRecord });

/**
 * One log of records and its streams, with the promises of a KurrentDB node about order, expected revisions and
 * idempotency (the README has the source of each rule). Single-threaded, hence atomic: `write` writes all or nothing.
 */
export class Log {
  readonly records: LogRecord[] = [];
  end = 0;
  readonly #streams = new Map<string, StreamState>(); // by name
  readonly #byId = new Map<string, LogRecord>(); // the newest record that carries the id
  readonly #statsEvery: number;
  #sinceStats = 0;

  /** @param options  `statsEvery`: user events between two system events; 0: none */
  constructor({ statsEvery }: { readonly statsEvery: number }) {
    this.#statsEvery = statsEvery;
  }

  /**
   * Writes the events in their order, if every named stream is at its expected revision.
   *
   * @param checks  one for each stream written to, and one for each other stream whose revision must hold
   */
  write(checks: readonly Check[], events: readonly NewRecord[]): Outcome {
    const perStream = Map.groupBy(events, ({ stream }) => stream);
    const judged = checks.map(({ stream, expected }) => ({
      stream,
      expected,
      ...this.#judge(stream, expected, perStream.get(stream) ?? []),
    }));
    const writing = judged.filter(({ stream }) => perStream.has(stream));
    const [failure, ...failures] = judged.filter(({ verdict }) => verdict === 'conflict');
    if (failure) return { failures: [failure, ...failures] };
    const repeated = writing.filter((it) => it.verdict === 'repeated');
    const [first, ...others] = repeated;
    if (!first) return this.#append(events);
    if (repeated.length < writing.length) return { failures: [first, ...others] };
    return {
      records: [],
      position: Math.max(...repeated.map(({ last }) => last.position)),
      revisions: new Map(repeated.map(({ stream, last }) => [stream, last.revision])),
    };
  }

  /** The stream of a name; a stream without events if there is none. */
  stream(name: string): StreamState {
    return this.#streams.get(name) ?? { records: [], before: 0, deleted: false, tombstoned: false };
  }

  /** The last revision of a stream, or -1. */
  lastRevision(name: string): number {
    return this.stream(name).records.length - 1;
  }

  /** The number of records before a position, which is also the index of the record at it, if there is one. */
  indexAt(position: number): number {
    let [low, high]: [number, number] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds a stored record at start-up. */
  restore(record: LogRecord): void {
    this.#keep(record);
  }

  /** Writes a system event. Real logs are full of them. */
  system(stream: string, type: string, value = {}): readonly LogRecord[] {
    return this.#append([systemEvent(stream, type, value)]).records;
  }

  /** Writes the statistics event, if it is due. */
  stats(): readonly LogRecord[] {
    if (this.#statsEvery === 0 || this.#sinceStats < this.#statsEvery) return [];
    this.#sinceStats = 0;
    return this.system('$stats-127.0.0.1:2113', '$statsCollected', { 'proc-cpu': 1 });
  }

  /** A soft delete: the stream reads as not found, and continues its revisions when it is written to again. */
  delete(stream: string, expected: number): Outcome {
    const { verdict, ...found } = this.#judge(stream, expected, []);
    const exists = this.lastRevision(stream) >= 0;
    if (verdict === 'conflict' || !exists) return { failures: [{ stream, expected, ...found }] };
    return this.#append([metadataEvent(stream, `{"$tb":${SOFT_DELETE_MARK}}`)]);
  }

  /** A hard delete: the stream can never be read or written again. */
  tombstone(stream: string, expected: number): Outcome {
    const { verdict, ...found } = this.#judge(stream, expected, []);
    if (verdict === 'conflict') return { failures: [{ stream, expected, ...found }] };
    return this.#append([systemEvent(stream, '$streamDeleted', {})]);
  }

  #judge(name: string, expected: number, events: readonly NewRecord[]): Verdict {
    const { records, deleted, tombstoned } = this.stream(name);
    const revision = records.length - 1;
    const current = tombstoned ? TOMBSTONED : revision;
    const state = { current, softDeleted: deleted };
    if (tombstoned) return { verdict: 'conflict', ...state };
    if (expected === ANY || expected === STREAM_EXISTS) {
      if (expected === STREAM_EXISTS && (deleted || (revision < 0 && this.lastRevision(`$$${name}`) < 0)))
        return { verdict: 'conflict', ...state };
      const known = events
        .map(({ id }) => this.#byId.get(id))
        .map((record) => (record?.stream === name ? record : undefined));
      return verdictOf(known, 'ok', state);
    }
    if (expected === SOFT_DELETED) return { verdict: deleted ? 'ok' : 'conflict', ...state };
    if (expected === revision) return { verdict: 'ok', ...state };
    const known = events.map(({ id }, n) => {
      const record = records[expected + 1 + n];
      return record?.id === id ? record : undefined;
    });
    return verdictOf(known, expected === NO_STREAM && deleted ? 'ok' : 'conflict', state);
  }

  #append(events: readonly NewRecord[]): Written {
    const now = Date.now();
    const add = (event: NewRecord) => {
      const record = recordAt(event, this.lastRevision(event.stream) + 1, this.end, now);
      this.#keep(record);
      return record;
    };
    const revived = new Map<string, number>();
    for (const { stream } of events)
      if (this.stream(stream).deleted) revived.set(stream, this.lastRevision(stream) + 1);
    const written = events.map(add);
    this.#sinceStats += events.filter(({ type }) => !type.startsWith('$')).length;
    // A soft-deleted stream that is written again begins with these events; the server records that in its metadata.
    const undeleted = [...revived].map(([stream, from]) => add(metadataEvent(stream, `{"$tb":${from}}`)));
    return {
      records: [...written, ...undeleted],
      position: written.at(-1)?.position ?? this.end,
      revisions: new Map(written.map(({ stream, revision }) => [stream, revision])),
    };
  }

  #keep(record: LogRecord) {
    let stream = this.#streams.get(record.stream);
    if (stream === undefined) this.#streams.set(record.stream, (stream = this.stream(record.stream)));
    this.end = record.end;
    this.records.push(record);
    this.#byId.set(record.id, record);
    if (record.type === '$streamDeleted') stream.tombstoned = true;
    else stream.records.push(record);
    if (record.type === '$metadata' && record.stream.startsWith('$$')) this.#heedMetadata(record);
  }

  #heedMetadata(record: LogRecord) {
    const name = record.stream.slice(2);
    let stream = this.#streams.get(name);
    if (stream === undefined) this.#streams.set(name, (stream = this.stream(name)));
    const before = truncateBefore(dataOf(record));
    stream.deleted = before === SOFT_DELETE_MARK;
    stream.before = stream.deleted ? Number.MAX_SAFE_INTEGER : Number(before);
  }
}

/** All events exist: repeated. The first is new: `ifNew`. The first exists but a later one does not: a conflict. */
const verdictOf = (known: readonly (LogRecord | undefined)[], ifNew: 'ok' | 'conflict', state: State): Verdict => {
  if (known[0] === undefined) return { verdict: ifNew, ...state };
  const last = known.at(-1);
  if (last === undefined || known.includes(undefined)) return { verdict: 'conflict', ...state };
  return { verdict: 'repeated', last, ...state };
};
