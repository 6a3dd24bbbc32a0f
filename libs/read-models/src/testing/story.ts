import {
  carryIntoEffect,
  commitment,
  forum,
  forumOf,
  type Actor,
  type CommitmentEvent,
  type Context,
  type ForumEvent,
  type LedgerEvent,
  type Metadata,
  type SessionEvent,
  type StatementEvent,
} from '@jwg/domain';
import { fold, Refused, type EventStore, type Fact, type StoredEvent } from '@jwg/event-sourcing';
import type { Asked } from '../asked.js';
import { projections } from '../projections.js';
import { foldedRows } from '../rows/folded-rows.js';

type Told = StoredEvent<LedgerEvent, Metadata>;
type DataOf<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];
type StatementType = StatementEvent['type'];
type Said<T extends StatementType> = Omit<DataOf<T>, 'statementId' | 'text' | 'speaker' | 'refersTo' | 'side'> &
  Partial<Pick<StatementEvent['data'], 'statementId' | 'speaker' | 'refersTo'>>;

export const digest = (n: number): string => `sha256:${String(n).padStart(64, '0')}`;
export const undertaking = (commitmentId: string, more: object = {}) => ({
  commitmentId,
  kind: 'jointProject' as const,
  title: { en: `The matter ${commitmentId}` },
  lead: ['pk-most'],
  support: ['cn-most'],
  beneficiaries: [],
  ...more,
});

/**
 * A small history, told event by event. `carry` lets the real policy and the real rules carry what was said into
 * effect, so the effects are those of the product. Each event is recorded a minute after the one before.
 */
export class Story {
  readonly events: Told[] = [];
  private carried = 0;
  private day = '2020-01-01';
  private clock = Date.parse('2020-01-01T00:00:00.000Z');

  /** What follows happens on that day and is recorded from its first minute on (never before what was recorded already). */
  on(day: string): this {
    this.day = day;
    return this.recorded(day);
  }

  /** What follows is recorded from that day on, whenever it happened. */
  recorded(day: string): this {
    this.clock = Math.max(this.clock, Date.parse(`${day}T00:00:00.000Z`));
    return this;
  }

  happened(day: string): this {
    this.day = day;
    return this;
  }

  add<T extends LedgerEvent['type']>(stream: string, type: T, data: DataOf<T>, more: Partial<Metadata> = {}): this {
    const position = this.events.length;
    this.clock += 60_000;
    this.events.push({
      type,
      data,
      id: idOf(position),
      schemaVersion: 1,
      stream,
      revision: this.events.filter((event) => event.stream === stream).length,
      position,
      cursor: String(position),
      recordedAt: new Date(this.clock).toISOString(),
      metadata: {
        occurredAt: { value: this.day, precision: 'day' },
        actor: { id: 'recorder', role: 'recorder' },
        authority: 'press',
        source: { kind: 'press', reference: 'A newspaper' },
        visibility: 'public',
        correlationId: idOf(position),
        causationId: idOf(position),
        commandId: idOf(position),
        commandDigest: digest(position),
        ...more,
      },
    } as unknown as Told);
    return this;
  }

  forum(id = 'st'): this {
    const name = { en: id };
    this.add(`forum-${id}`, 'ForumEstablished', {
      forum: id,
      name,
      level: 'workingGroup',
      sides: [
        { side: 'PK', name },
        { side: 'CN', name },
      ],
    });
    for (const institution of ['pk-most', 'pk-hec', 'cn-most', 'cn-cas'])
      this.add(`forum-${id}`, 'InstitutionRegistered', {
        institution,
        side: institution.slice(0, 2).toUpperCase(),
        name: { en: institution },
      });
    return this;
  }

  opened(session: string, openedOn = this.day): this {
    const [id, ordinal] = session.split('.') as [string, string];
    return this.add(`session-${session}`, 'SessionScheduled', {
      forum: id,
      ordinal: Number(ordinal),
      label: 'regular',
      mode: 'virtual',
      alsoServes: [],
    }).add(`session-${session}`, 'SessionOpened', { openedOn, coChairs: [], delegations: [] });
  }

  concluded(session: string, concludedOn = this.day): this {
    return this.add(`session-${session}`, 'SessionConcluded', { concludedOn });
  }

  /** A whole session: opened, what was said, concluded, carried into effect. */
  session(session: string, say: (story: this) => unknown = () => {}): this {
    this.opened(session);
    say(this);
    return this.concluded(session).carry();
  }

  says<T extends StatementType>(session: string, type: T, data: Said<T>, more: Partial<Metadata> = {}): this {
    const said = this.events.filter((it) => it.stream === `session-${session}` && 'statementId' in it.data).length;
    return this.add(
      `session-${session}`,
      type,
      {
        statementId: `${session}.s${said + 1}`,
        text: { en: `${type} in ${session}` },
        speaker: { kind: 'joint' },
        refersTo: [],
        ...((data as { speaker?: { side?: string } }).speaker?.side && {
          side: (data as { speaker?: { side?: string } }).speaker!.side,
        }),
        ...data,
      } as unknown as DataOf<T>,
      more,
    );
  }

  decides(session: string, ...commitmentIds: string[]): this {
    return this.says(session, 'DecisionTaken', { undertakings: commitmentIds.map((id) => undertaking(id)) });
  }

  happens<T extends CommitmentEvent['type']>(id: string, type: T, data: DataOf<T>, more: Partial<Metadata> = {}): this {
    return this.add(`commitment-${id}`, type, data, more);
  }

  drafted(
    session: string,
    version: number,
    statements: number[],
    changes: DataOf<'MinutesDrafted'>['changes'] = [],
  ): this {
    return this.add(`session-${session}`, 'MinutesDrafted', {
      version,
      digest: digest(version),
      languages: ['en'],
      statementIds: statements.map((n) => `${session}.s${n}`),
      changes,
    });
  }

  signed(
    session: string,
    version: number,
    adopts: string[],
    more: Partial<DataOf<'MinutesEnteredIntoEffect'>> = {},
  ): this {
    const text = { version, digest: digest(version) };
    const signed = { authority: 'signedMinutes' } as const;
    for (const side of ['PK', 'CN'])
      this.add(`session-${session}`, 'MinutesSignedBySide', { side, signedOn: this.day, ...text }, signed);
    return this.add(
      `session-${session}`,
      'MinutesEnteredIntoEffect',
      { ...text, on: this.day, adopts: adopts.map((commitmentId) => ({ commitmentId, diff: [] })), omits: [], ...more },
      signed,
    ).carry();
  }

  carry(): this {
    for (; this.carried < this.events.length; this.carried += 1) this.carryOut(this.events[this.carried]!);
    return this;
  }

  private carryOut(event: Told): void {
    for (const { id, command } of carryIntoEffect.react(event as never)) {
      const { occurredAt, authority, source, visibility } = event.metadata;
      const actor: Actor = { id: 'policy', role: 'policy' };
      const more = { occurredAt, authority, source, visibility, actor, causationId: event.id };
      const state = this.stateOf(id);
      const { statement } = command.data as { statement?: string };
      try {
        const facts: CommitmentEvent[] = commitment.decide(command, state, this.context(id, command, actor));
        for (const { type, data } of facts) this.happens(id, type, data, more);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { code, detail } = error as Refused;
        const refusal = { code, detail };
        this.happens(id, 'EffectNotApplied', { statement, cause: event.id, command: command.type, refusal }, more);
      }
    }
  }

  private stateOf(id: string) {
    return fold(commitment, this.events.filter(({ stream }) => stream === `commitment-${id}`) as CommitmentEvent[]);
  }

  private context(id: string, command: Fact, actor: Actor): Context {
    const ids = JSON.stringify(command).match(/[a-z-]+\.\d+\.c\d+/g) ?? [];
    const own = this.events.filter(({ stream }) => stream === `forum-${forumOf(id)}`) as ForumEvent[];
    return {
      now: new Date(this.clock).toISOString(),
      actor,
      forum: fold(forum, own),
      forums: new Map(),
      commitments: new Map(ids.map((it) => [it, this.stateOf(it)])),
    };
  }

  /** The rows at the end of the story, or when only the first events of it were known. */
  asked(on = this.day, events: readonly StoredEvent[] = this.events): Asked {
    return { reader: foldedRows(events, projections), position: events.length - 1, on };
  }

  /** As much of a store as reading takes. */
  get store(): Pick<EventStore, 'readStream'> {
    return { readStream: async (stream) => this.events.filter((event) => event.stream === stream) };
  }

  /** The place of the latest event, or of the latest of a type. */
  at(type?: SessionEvent['type'] | CommitmentEvent['type']): number {
    return this.events.findLast((event) => type === undefined || event.type === type)!.position;
  }
}

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
