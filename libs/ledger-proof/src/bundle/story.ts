import type { LeafEvent } from '../leaf.js';
import type { BundledStream } from './format.js';

interface Told {
  readonly occurredAt?: { readonly value?: string };
  readonly actor?: { readonly role?: string; readonly side?: string };
  readonly source?: { readonly reference?: string };
}

const MOST = 300;
/** What the ledger stores in place of a person's name. */
const PERSON = /person:[\w-]{16}(:[\w-]+)?/g;
const SOMEBODY = 'a person whom the ledger does not name here';

const withoutCiphers = (text: string): string => text.replace(PERSON, SOMEBODY);

/** The events in order of position, a line each: when it happened, where, what, in whose words, by whom, on what source. */
export const storyOf = (streams: readonly BundledStream[]): string[] =>
  streams
    .flatMap(({ events }) => events)
    .sort((one, other) => one.position - other.position)
    .map(lineOf);

const lineOf = ({ position, stream, type, data, metadata }: LeafEvent): string => {
  const { occurredAt, actor, source } = (metadata ?? {}) as Told;
  const subject = stream.slice(stream.indexOf('-') + 1);
  const words = wordsIn(data);
  const by = [actor?.role, actor?.side].filter(Boolean).join(' of ');
  return [
    `${position}: ${occurredAt?.value?.slice(0, 10) ?? 'on an unknown day'}, ${subject}: ${sentenceOf(type)}`,
    ...(words === undefined ? [] : [`“${words}”`]),
    ...(by === '' ? [] : [`entered by ${wordsOf(by)}`]),
    ...(source?.reference === undefined ? [] : [`source: ${withoutCiphers(source.reference)}`]),
  ].join('; ');
};

/** `MinutesSignedBySide` → `Minutes signed by side` */
const sentenceOf = (type: string): string => {
  const words = wordsOf(type);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const wordsOf = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])(?=[a-z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** What is said in an event: in English where it is, else in its first language. */
const wordsIn = (data: unknown): string | undefined => {
  const fields = (data ?? {}) as Record<string, unknown>;
  for (const name of ['text', 'title', 'name', 'narrative', 'reason', 'comment', 'remarks']) {
    const field = fields[name];
    const found = typeof field === 'object' && field !== null ? inOneLanguage(field) : field;
    if (typeof found !== 'string' || found === '') continue;
    const words = withoutCiphers(found);
    return words.length > MOST ? `${words.slice(0, MOST)} …` : words;
  }
  return undefined;
};

const inOneLanguage = (texts: object): unknown => (texts as { en?: unknown }).en ?? Object.values(texts)[0];
