import { namesPersons, replaceCiphers, standIn, withPersonalTexts, type Metadata, type TextChange } from '@jwg/domain';
import type { NewEvent } from '@jwg/event-sourcing';

/** What the ledger itself writes of who entered something. */
const ENTERED_BY = 'Entered by ';

/** These are programs, whose ids name nobody. */
const isProgram = ({ actor }: Metadata): boolean => actor.role === 'policy' || actor.role === 'service';

/** The event with its personal texts changed: in its data, and who acted in its metadata. */
export const changed = <E extends NewEvent>(event: E, change: TextChange): E => {
  const metadata = event.metadata as Metadata | undefined;
  const data = namesPersons(event.type) ? withPersonalTexts(event.type, event.data, change) : event.data;
  if (!metadata?.actor || isProgram(metadata)) return data === event.data ? event : { ...event, data };
  return { ...event, data, metadata: whoActed(metadata, change) };
};

const whoActed = (metadata: Metadata, change: TextChange): Metadata => {
  const { actor, source } = metadata;
  const id = change.name(actor.id);
  const before = `${ENTERED_BY}${actor.id}`;
  return {
    ...metadata,
    actor: { ...actor, id },
    ...(source?.reference === before && { source: { ...source, reference: ENTERED_BY + id } }),
  };
};

/** The event's names, each once. */
export const namesIn = (event: NewEvent, add: (name: string) => void): void => {
  changed(event, { name: (text) => (add(text), text), words: (text) => text });
};

interface Quotes {
  /** As they are written there, with the name that each is of. */
  readonly quotes: ReadonlyMap<string, string>;
  replaceQuotes(text: string, by: (quote: string) => string): string;
}

/** Where other texts of the event's data quote the names in it. */
export const quotesIn = (event: NewEvent): Quotes => {
  const data = { ...event, metadata: undefined };
  const names = new Set<string>();
  namesIn(data, (name) => names.add(name));
  const patterns = [...names].map((name) => [quoted(name), name] as const);
  const quotes = new Map<string, string>();
  const see = (text: string) => {
    for (const [pattern, name] of patterns) for (const quote of text.match(pattern) ?? []) quotes.set(quote, name);
    return text;
  };
  if (names.size > 0) changed(data, { name: (text) => text, words: see });
  const replaceQuotes: Quotes['replaceQuotes'] = (text, by) =>
    patterns.reduce((all, [pattern]) => all.replace(pattern, by), text);
  return { quotes, replaceQuotes };
};

/** An event as it leaves the ledger: who is named is told by an id. */
export const withoutNames = <E extends NewEvent>(event: E): E => {
  const hide = (text: string) => replaceCiphers(text, (_, id) => standIn(id));
  return changed(event, { name: hide, words: hide });
};

/** A name as a word of its own, where its script has words. */
const quoted = (name: string): RegExp => {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isApart = !/\p{Script=Han}/u.test(name);
  return new RegExp(isApart ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal, 'giu');
};
