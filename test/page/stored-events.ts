import { lastDay } from '../../apps/web/src/moment/stops.js';

/** An event as `/v1/events` has it. */
export interface StoredEvent {
  readonly position: number;
  readonly type: string;
  /** `forum-cpec-jcc`, `session-cpec-jcc.11`, `commitment-cpec-jcc.11.c1` */
  readonly stream: string;
  readonly data: object;
  readonly metadata: { readonly occurredAt: { readonly value: string }; readonly source?: object };
}

export type Basis = 'recorded' | 'occurred';

/** The moment of an event as the address has it, and the events that were known then, or had happened by then. */
export const upTo = (
  events: readonly StoredEvent[],
  at: StoredEvent,
  basis: Basis,
): { readonly asOf: string; readonly known: readonly StoredEvent[] } => {
  if (basis === 'recorded')
    return { asOf: String(at.position), known: events.filter((it) => it.position <= at.position) };
  const dayOf = (it: StoredEvent) => earliest(events.filter((other) => needs(other, it)));
  const asOf = dayOf(at);
  // A correction says how it had been: what had happened is told as the ledger knows it now.
  return { asOf, known: events.filter((it) => dayOf(it) <= asOf || it.type.endsWith('Corrected')) };
};

const earliest = (some: readonly StoredEvent[]) => some.map((it) => lastDay(it.metadata.occurredAt.value)).sort()[0]!;

/** What happened earlier than something that it needs brings that with it: a commitment of 2020 has a forum in 2020. */
const needs = (event: StoredEvent, other: StoredEvent): boolean =>
  event === other ||
  (event.position > other.position &&
    (event.stream === other.stream || (other.stream.startsWith('forum-') && forumOf(event) === forumOf(other))));

const forumOf = ({ stream }: StoredEvent) => stream.slice(stream.indexOf('-') + 1).split('.', 1)[0];

/** The words of the record and the days that only later events say: no page as of that moment may show one of them, not even while it is read. */
export const laterWords = (
  events: readonly StoredEvent[],
  known: readonly StoredEvent[],
  asOf: string,
): readonly string[] => {
  const said = (part: readonly StoredEvent[]) =>
    part.flatMap(({ data, metadata }) => [
      ...sentences(data),
      ...sentences(metadata.source),
      ...[...days(data), ...days(metadata)].flatMap(asWritten),
    ]);
  const before = said(known).join('\n');
  // The day of the moment itself is told by the page.
  const own = days(asOf).flatMap(asWritten);
  const later = said(events.filter((it) => !known.includes(it)));
  return [...new Set(later)].filter((it) => !before.includes(it) && !own.includes(it));
};

/** Whether a text says these words; `1 April 2022` is not in `11 April 2022`. */
export const says = (text: string, words: string): boolean => {
  const at = text.indexOf(words);
  return at >= 0 && !/\d/.test((text[at - 1] ?? '') + (text[at + words.length] ?? ''));
};

/** Days, not months or years, which many days are in: neither those of the record, nor the day of the test. */
const days = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(days) : [];
};

/** A day as the page writes it. */
const asWritten = (day: string): readonly string[] =>
  (['short', 'long'] as const).map((month) =>
    new Intl.DateTimeFormat('en-GB-u-nu-latn', { timeZone: 'UTC', year: 'numeric', month, day: 'numeric' }).format(
      new Date(day),
    ),
  );

/**
 * Texts that can be recognised: several words, or long ones; neither ids nor single words, nor the verb of a statement,
 * which the page has of itself.
 */
const sentences = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.length >= 12 && /\s/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, it]) => (field === 'verb' ? [] : sentences(it)));
};
