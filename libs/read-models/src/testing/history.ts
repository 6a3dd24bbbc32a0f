import { carryIntoEffect, type EventType, type LedgerEvent, type Metadata } from '@jwg/domain';
import { policy, stored } from '@jwg/domain/samples';
import type { EventStore, StoredEvent } from '@jwg/event-sourcing';
import type { RowsAt } from '../rows/rows-at.js';
import { projections } from '../as-of/projections.js';
import { foldedRows } from '../rows/folded-rows.js';
import { effectOf, streamOf } from './effect.js';
import { digest, frame, type DataOf, type Given } from './frame.js';

/** The part of a store that reading needs, of these events and no others. */
export const storeOf = (events: readonly StoredEvent[]): Pick<EventStore, 'readStream'> => ({
  readStream: async (stream, from = 0, limit = Infinity) =>
    events.filter((event) => event.stream === stream && event.revision >= from).slice(0, limit),
});

/**
 * A long history for the specs of queries. Methods are named after events, and append to the stream of their subject.
 * Each event is recorded a minute after the one before.
 */
export class History {
  readonly events: StoredEvent<LedgerEvent, Metadata>[] = [];
  private carried = 0;
  private day = '2020-01-01';
  private clock = Date.parse('2020-01-01T00:00:00.000Z');

  /**
   * Events that follow happen on this day. They are recorded then or from `recorded` on, never before earlier events.
   */
  on(day: string, recorded = day): this {
    this.day = day;
    this.clock = Math.max(this.clock, Date.parse(`${recorded}T00:00:00.000Z`));
    return this;
  }

  /** An event of the forum, session or commitment with this id. */
  append<T extends EventType>(id: string, type: T, given: Given<T>, more: Partial<Metadata> = {}): this {
    const stream = streamOf(id);
    const said = this.of(stream).filter(({ data }) => 'statementId' in data).length;
    const data: object = { ...frame(id, type, given, this.day, said), ...given };
    return this.appendTo(stream, type, data as DataOf<T>, more);
  }

  /** Appends any event to any stream, however little sense it makes there. */
  appendTo<T extends EventType>(stream: string, type: T, data: DataOf<T>, more: Partial<Metadata> = {}): this {
    this.clock += 60_000;
    const event = stored({ type, data } as LedgerEvent, stream, this.events.length, {
      occurredAt: { value: this.day, precision: 'day' },
      actor: { id: 'recorder', role: 'recorder' },
      source: { kind: 'press', reference: 'A newspaper' },
      ...more,
    });
    const recordedAt = new Date(this.clock).toISOString();
    this.events.push({ ...event, revision: this.of(stream).length, recordedAt });
    return this;
  }

  /** A forum of two sides, with two institutions of each. */
  forum(id = 'st'): this {
    const name = { en: id };
    const sides = ['PK', 'CN'].map((side) => ({ side, name }));
    this.append(id, 'ForumEstablished', { forum: id, name, level: 'workingGroup', sides });
    for (const institution of ['pk-most', 'pk-hec', 'cn-most', 'cn-cas']) {
      const side = institution.slice(0, 2).toUpperCase();
      this.append(id, 'InstitutionRegistered', { institution, side, name: { en: institution } });
    }
    return this;
  }

  /** A whole session: scheduled and opened, its statements, concluded, and carried into effect. */
  session(id: string, say: (history: this) => unknown = () => {}): this {
    this.append(id, 'SessionScheduled', {}).append(id, 'SessionOpened', {});
    say(this);
    return this.append(id, 'SessionConcluded', {}).carryIntoEffect();
  }

  /** Both sides sign one version of a session's minutes. It adopts some commitments and leaves others out. */
  bothSign(
    session: string,
    {
      version = 1,
      adopts,
      omits = [],
    }: Omit<Partial<DataOf<'MinutesEnteredIntoEffect'>>, 'adopts'> & {
      adopts: readonly (string | DataOf<'MinutesEnteredIntoEffect'>['adopts'][number])[];
    },
  ): this {
    const text = { version, digest: digest(version) };
    const signed = { authority: 'signedMinutes' } as const;
    for (const side of ['PK', 'CN'])
      this.append(session, 'MinutesSignedBySide', { side, signedOn: this.day, ...text }, signed);
    const effects = {
      adopts: adopts.map((it) => (typeof it === 'string' ? { commitmentId: it, diff: [] } : it)),
      omits,
    };
    return this.append(
      session,
      'MinutesEnteredIntoEffect',
      { ...text, on: this.day, ...effects },
      signed,
    ).carryIntoEffect();
  }

  /**
   * The real policy and the real rules carry statements and signatures into effect, so the effects are the product's.
   */
  carryIntoEffect(): this {
    for (; this.carried < this.events.length; this.carried += 1) this.carryOut(this.events[this.carried]!);
    return this;
  }

  private carryOut(cause: StoredEvent<LedgerEvent, Metadata>): void {
    for (const reaction of carryIntoEffect.react(cause as never)) {
      const { authority, source, visibility } = cause.metadata;
      const occurredAt = (reaction.occurredAt as Metadata['occurredAt'] | undefined) ?? cause.metadata.occurredAt;
      const more = { occurredAt, authority, source, visibility, actor: policy, causationId: cause.id };
      const now = new Date(this.clock).toISOString();
      for (const { type, data } of effectOf(reaction, cause.id, (stream) => this.of(stream), now))
        this.appendTo(streamOf(reaction.id), type, data, more);
    }
  }

  private of(stream: string) {
    return this.events.filter((event) => event.stream === stream);
  }

  /** The rows at the end of the history, or after only its first events. */
  asked(on = this.day, events: readonly StoredEvent[] = this.events): RowsAt {
    return { reader: foldedRows(events, projections), store: this.store, position: events.length - 1, on };
  }

  /** The part of a store that reading needs. */
  get store(): Pick<EventStore, 'readStream'> {
    return storeOf(this.events);
  }

  /** The position of the latest event, or of the latest of a type. */
  at(type?: EventType): number {
    return this.events.findLast((event) => type === undefined || event.type === type)!.position;
  }
}
