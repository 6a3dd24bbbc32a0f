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

/** What was written. */
export interface Written {
  /** The records added; none when all was there before. */
  readonly records: readonly LogRecord[];
  /** Of the last of them. */
  readonly position: number;
  /** Each stream's last revision. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly failures?: undefined;
}

/** Nothing was written: every stream that is not where it was expected. */
export interface NotWritten {
  readonly failures: readonly [Failure, ...Failure[]];
}

export type Outcome = Written | NotWritten;

interface StreamState {
  readonly records: LogRecord[];
  /** The first revision that is not truncated away. */
  before: number;
  deleted: boolean;
  tombstoned: boolean;
}

type State = Pick<Failure, 'current' | 'softDeleted'>;
type Verdict = State & ({ verdict: 'ok' | 'conflict' } | { verdict: 'repeated'; last: LogRecord });

/**
 * One log of records and the streams in it: what a node of KurrentDB promises about order, expected revisions and
 * idempotency (see the README for where each rule was read). Single-threaded, hence atomic: `write` takes all or none.
 */
export class Log {
  readonly records: LogRecord[] = [];
  end = 0;
  readonly #streams = new Map<string, StreamState>(); // by name
  readonly #byId = new Map<string, LogRecord>(); // the newest record that carries the id
  readonly #statsEvery: number;
  #sinceStats = 0;

  /** @param options  `statsEvery`: a system event after so many user events; 0: none */
  constructor({ statsEvery }: { readonly statsEvery: number }) {
    this.#statsEvery = statsEvery;
  }

  /**
   * Writes the events in their order, when every named stream is where it is expected.
   *
   * @param checks  one for each stream written to, and any others to be held
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

  /** A stream of a name; one without events when there is none. */
  stream(name: string): StreamState {
    return this.#streams.get(name) ?? { records: [], before: 0, deleted: false, tombstoned: false };
  }

  /** How far a stream goes: its last revision, or -1. */
  lastRevision(name: string): number {
    return this.stream(name).records.length - 1;
  }

  /** The number of records that lie before a position; which is the index of the one there, if there is one. */
  indexAt(position: number): number {
    let [low, high]: [number, number] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes a record that is stored already, at start. */
  restore(record: LogRecord): void {
    this.#keep(record);
  }

  /** Events of the server's own, which real logs are full of. */
  system(stream: string, type: string, value = {}): readonly LogRecord[] {
    return this.#append([systemEvent(stream, type, value)]).records;
  }

  /** The statistics event, once it is due. */
  stats(): readonly LogRecord[] {
    if (this.#statsEvery === 0 || this.#sinceStats < this.#statsEvery) return [];
    this.#sinceStats = 0;
    return this.system('$stats-127.0.0.1:2113', '$statsCollected', { 'proc-cpu': 1 });
  }

  /** Soft: the stream reads as not there, and goes on counting when it is written to again. */
  delete(stream: string, expected: number): Outcome {
    const { verdict, ...found } = this.#judge(stream, expected, []);
    const exists = this.lastRevision(stream) >= 0;
    if (verdict === 'conflict' || !exists) return { failures: [{ stream, expected, ...found }] };
    return this.#append([metadataEvent(stream, `{"$tb":${SOFT_DELETE_MARK}}`)]);
  }

  /** For ever: nothing can be read from it or written to it again. */
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
    // A soft-deleted stream that is written to again begins with what was just written; the server says so in its metadata.
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

/** All there: repeated. The first is new: whatever a new event there means. The first is there, a later one not: no. */
const verdictOf = (known: readonly (LogRecord | undefined)[], ifNew: 'ok' | 'conflict', state: State): Verdict => {
  if (known[0] === undefined) return { verdict: ifNew, ...state };
  const last = known.at(-1);
  if (last === undefined || known.includes(undefined)) return { verdict: 'conflict', ...state };
  return { verdict: 'repeated', last, ...state };
};
