import { lastDay } from '../../apps/web/src/moment/stops.js';

/** An event as `/v1/events` has it. */
export interface StoredEvent {
  readonly position: number;
  /** `forum-cpec-jcc`, `session-cpec-jcc.11`, `commitment-cpec-jcc.11.c1` */
  readonly stream: string;
  readonly data: object;
  readonly metadata: { readonly occurredAt: { readonly value: string }; readonly source?: object };
}

/**
 * The moment of an event as the address has it, and the words of the record and the days that only later events say: no page as of
 * that moment may show one of them. They come from the ledger itself, and from no answer as of a moment.
 */
export const laterWords = (
  events: readonly StoredEvent[],
  at: StoredEvent,
  basis: 'recorded' | 'occurred',
): { readonly asOf: string; readonly later: readonly string[] } => {
  const dayOf = (it: StoredEvent) => earliest(events.filter((other) => needs(other, it)));
  const isLater = (it: StoredEvent) => (basis === 'recorded' ? it.position > at.position : dayOf(it) > dayOf(at));
  const said = (part: readonly StoredEvent[]) =>
    part.flatMap(({ data, metadata }) => [
      ...sentences(data),
      ...sentences(metadata.source),
      ...[...days(data), ...days(metadata)].flatMap(asWritten),
    ]);
  const known = said(events.filter((it) => !isLater(it))).join('\n');
  // The day of the moment itself is told by the page.
  const own = basis === 'recorded' ? [] : asWritten(dayOf(at));
  const later = new Set(said(events.filter(isLater)).filter((it) => !known.includes(it) && !own.includes(it)));
  return { asOf: basis === 'recorded' ? String(at.position) : dayOf(at), later: [...later] };
};

const earliest = (some: readonly StoredEvent[]) => some.map((it) => lastDay(it.metadata.occurredAt.value)).sort()[0]!;

/** What happened earlier than something that it needs brings that with it: a commitment of 2020 has a forum in 2020. */
const needs = (event: StoredEvent, other: StoredEvent): boolean =>
  event === other ||
  (event.position > other.position &&
    (event.stream === other.stream || (other.stream.startsWith('forum-') && forumOf(event) === forumOf(other))));

const forumOf = ({ stream }: StoredEvent) => stream.slice(stream.indexOf('-') + 1).split('.', 1)[0];

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

/** Texts that can be recognised: several words, or long ones; neither ids nor single words. */
const sentences = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.length >= 12 && /\s/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
};
