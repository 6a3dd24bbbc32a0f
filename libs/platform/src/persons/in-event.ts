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
  const acted = !metadata?.actor || isProgram(metadata) ? metadata : whoActed(metadata, change);
  return data === event.data && acted === metadata ? event : { ...event, data, metadata: acted };
};

const whoActed = (metadata: Metadata, change: TextChange): Metadata => {
  const { actor, source } = metadata;
  const id = change.name(actor.id);
  if (id === actor.id) return metadata;
  const reference = source?.reference;
  if (!reference?.startsWith(ENTERED_BY) || reference !== ENTERED_BY + actor.id)
    return { ...metadata, actor: { ...actor, id } };
  return { ...metadata, actor: { ...actor, id }, source: { ...source, reference: ENTERED_BY + id } };
};

/** @param words  what changes the texts that quote names, where some do */
export const enciphered = <E extends NewEvent>(
  event: E,
  ciphers: ReadonlyMap<string, string>,
  words: (text: string) => string = asItIs,
): E => changed(event, { name: (text) => ciphers.get(text)!, words });

const asItIs = (text: string): string => text;

/** The event's names, each once. */
export const namesIn = (event: NewEvent, add: (name: string) => void): void => {
  changed(event, { name: (text) => (add(text), text), words: asItIs });
};

export interface Quotes {
  /** What is to be enciphered, as it is written there, with the name that it is of. */
  readonly quotes: ReadonlyMap<string, string>;
  replaceQuotes(text: string, by: (quote: string) => string): string;
}

/** A text that quotes names more often is enciphered whole: a cipher is many times longer than a short name. */
const LETTERS_A_QUOTE = 64;

/** Where other texts of the event's data quote the names in it; missing where it has no names. */
export const quotesIn = (event: NewEvent): Quotes | undefined => {
  if (!namesPersons(event.type)) return undefined;
  const data = { ...event, metadata: undefined };
  const named = new Set<string>();
  namesIn(data, (name) => named.add(name));
  const names = [...named].sort((a, b) => b.length - a.length); // of two that begin alike, the whole one
  const quotes = new Map<string, string>();
  const whole = new Set<string>();
  if (names.length === 0) return undefined;
  let pattern: RegExp | undefined; // few events with names have other texts
  const ofNames = () => (pattern ??= new RegExp(names.map((name) => `(${quoted(name)})`).join('|'), 'giu'));
  const see = (text: string) => {
    const found = [...text.matchAll(ofNames())].map(([quote, ...by]) => [quote, names[by.indexOf(quote)]!] as const);
    if (found.length <= 1 + text.length / LETTERS_A_QUOTE) for (const [quote, name] of found) quotes.set(quote, name);
    else {
      whole.add(text);
      quotes.set(text, found[0]![1]);
    }
    return text;
  };
  changed(data, { name: (text) => text, words: see });
  return { quotes, replaceQuotes: (text, by) => (whole.has(text) ? by(text) : text.replace(ofNames(), by)) };
};

/** An event as it leaves the ledger: who is named is told by an id. */
export const withoutNames = <E extends NewEvent>(event: E): E => {
  const hide = (text: string) => replaceCiphers(text, (_, id) => standIn(id));
  return changed(event, { name: hide, words: hide });
};

/** The pattern of a name as a word of its own, where its script has words. */
const quoted = (name: string): string => {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isApart = !/\p{Script=Han}/u.test(name);
  return isApart ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
};
