import type { StoredEvent } from '@jwg/event-sourcing';
import type { LedgerEvent } from './catalogue.js';
import { moved, type Move } from './moved.js';

/**
 * The events as they should have been entered: what was annulled, withdrawn or taken back is left out, what was
 * corrected has its corrected value, what was entered in the wrong session is where it was said, and the events that
 * set something right have done their work and are left out too.
 * The order stays.
 */
export const setRight = <E extends StoredEvent>(events: readonly E[]): readonly E[] => {
  const right = asked.get(events) ?? asItShouldBe(events);
  asked.set(events, right);
  return right as readonly E[];
};

/** One decision asks for the same history many times. */
const asked = new WeakMap<readonly StoredEvent[], readonly StoredEvent[]>();

const asItShouldBe = (events: readonly StoredEvent[]): readonly StoredEvent[] => {
  const { entries, causes, corrections, moves } = mistakesIn(events);
  if ([entries, causes, corrections, moves].every(({ size }) => size === 0)) return events;
  return events.flatMap((entered) => {
    const event = (moves.get(entered.id) ?? []).reduce(
      (it, { move, occurredAt }) => moved(it, move, occurredAt),
      entered,
    );
    const { causationId } = event.metadata as { causationId?: string };
    if (setsRight(event) || entries.has(event.id) || (isEffect(event) && causes.has(causationId ?? ''))) return [];
    const changes = corrections.get(event.id);
    return [changes ? { ...event, data: { ...(event.data as object), ...changes } } : event];
  });
};

/** An effect may be a consequence, but a record that there was none stays. */
const isEffect = ({ type }: StoredEvent): boolean => type !== 'EffectNotApplied';

const settingRight: ReadonlySet<string> = new Set<LedgerEvent['type']>([
  'AdditionAnnulled',
  'CorrectionAgreedBySide',
  'EffectMoved',
  'EffectTakenBack',
  'EntryCorrected',
  'EntryWithdrawn',
  'ForumCorrected',
  'MinutesEffectTakenBack',
  'RecordAnnulled',
  'RecordCorrected',
  'SignatureAnnulled',
]);
/** The entries that this event says to have been wrong; none if it is no such event, or only one side's half of it. */
export const wrongIn = ({ type, data }: Pick<StoredEvent, 'type' | 'data'>): readonly string[] => {
  if (!settingRight.has(type) || type === 'CorrectionAgreedBySide') return [];
  const { eventId, entries } = data as { readonly eventId?: string; readonly entries?: readonly string[] };
  return eventId === undefined ? (entries ?? []) : [eventId];
};

const setsRight = ({ type }: StoredEvent): boolean => settingRight.has(type);

/** A session that was annulled never was: nor was anything entered of it; one that was reinstated was never cancelled. */
const neverSo = (
  type: 'SessionAnnulled' | 'SessionReinstated',
  events: readonly StoredEvent[],
  { id, stream }: Pick<StoredEvent, 'id' | 'stream'>,
): string[] => {
  const own = events.filter((it) => it.stream === stream);
  const before = own.slice(
    0,
    own.findIndex((it) => it.id === id),
  );
  const since = before.slice(before.findLastIndex((it) => it.type === 'SessionAnnulled') + 1);
  const wrong = type === 'SessionAnnulled' ? since : since.filter((it) => it.type === 'SessionCancelled').slice(-1);
  return [...wrong.map((it) => it.id), id];
};

interface Mistakes {
  /** Events that were never right. */
  readonly entries: Set<string>;
  /** Events whose effects were never right either. */
  readonly causes: Set<string>;
  /** The corrected values, by event. */
  readonly corrections: Map<string, Record<string, unknown>>;
  /** Where effects moved to with their statements, and when these were made, by event. */
  readonly moves: Map<string, { move: Move; occurredAt: unknown }[]>;
}

const mistakesIn = (events: readonly StoredEvent[]): Mistakes => {
  const found: Mistakes = { entries: new Set(), causes: new Set(), corrections: new Map(), moves: new Map() };
  const correct = ({ eventId, field, new: value }: { eventId: string; field: string; new: unknown }) =>
    found.corrections.set(eventId, { ...found.corrections.get(eventId), [field]: value ?? undefined });
  for (const { id, type, data, metadata, stream } of events as readonly StoredEvent<LedgerEvent>[])
    switch (type) {
      case 'SessionAnnulled':
      case 'SessionReinstated':
        neverSo(type, events, { id, stream }).forEach((it) => found.entries.add(it));
        break;
      case 'EntryWithdrawn':
      case 'SignatureAnnulled':
      case 'AdditionAnnulled':
      case 'MinutesEffectTakenBack':
        found.entries.add(data.eventId);
        break;
      case 'RecordAnnulled':
        found.entries.add(data.eventId);
        found.causes.add(data.eventId).add(id);
        break;
      case 'EffectTakenBack':
        data.entries.forEach((entry) => found.entries.add(entry));
        break;
      case 'EffectMoved':
        for (const entry of data.entries) {
          const { occurredAt } = metadata as { occurredAt?: unknown };
          found.moves.set(entry, [...(found.moves.get(entry) ?? []), { move: data, occurredAt }]);
        }
        break;
      case 'EntryCorrected':
      case 'ForumCorrected':
      case 'RecordCorrected':
        correct(data);
        break;
      default:
    }
  return found;
};
