import type { Verb } from '../vocabulary.js';
import { senses, type Sense } from './senses.js';
import { words } from './words.js';

/** A verb that a forum added: it means what a known one means. */
export interface OwnVerb extends Verb {
  readonly like: string;
}

export interface Meaning extends Verb {
  readonly sense: Sense;
}

const shipped: readonly Meaning[] = Object.entries(words).flatMap(([sense, byLanguage]) =>
  Object.entries(byLanguage).flatMap(([language, list]) =>
    list.split(', ').map((word) => ({ word, language, sense: sense as Sense })),
  ),
);

/** Letters that look the same, or that nobody sees, must not make two words of one. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[\u064B-\u065F\u200B-\u200F]/g, '')
    .replace(/[\s’'"“”.,;:-]+/g, ' ')
    .trim();

/** What stands beside a verb without changing what it means. A “not” does, so it is not among them. */
const BEFORE =
  /^(?:(?:has|have|had|also|again|once again|further|jointly|both|unanimously|mutually|warmly|strongly|highly|deeply|greatly|especially|particularly|duly|formally|officially) )+/;
const AFTER = / (?:to|that|on|upon|by|of|in principle)$/;

const bare = (word: string): string => plain(word).replace(BEFORE, '').replace(AFTER, '');

/** Whether two people wrote the same word. */
export const sameWord = (a: string, b: string): boolean => plain(a) === plain(b);

const indexOf = (meanings: readonly Meaning[]): ReadonlyMap<string, readonly Meaning[]> =>
  Map.groupBy(meanings, ({ word }) => plain(word));

const shippedByWord = indexOf(shipped);

export interface Lexicon {
  readonly meanings: readonly Meaning[];
  /** The meaning of a word as the minutes have it; of two languages the one that comes first in `languages`. */
  find(word: string, languages?: readonly string[]): Meaning | undefined;
  /** Three known words that are spelt most like it, of different meanings if there are such. */
  nearest(word: string): readonly Meaning[];
}

/** The words that ship with the product, and those of a forum. */
export const lexiconOf = (own: readonly OwnVerb[] = []): Lexicon => {
  const added = own.toReversed().flatMap(({ word, language, like }): Meaning[] => {
    const sense = shippedByWord.get(plain(like))?.[0]?.sense;
    return sense === undefined ? [] : [{ word, language, sense }];
  });
  const meanings = [...shipped, ...added];
  const ownByWord = indexOf(added);
  const find: Lexicon['find'] = (word, languages = []) => {
    const found = [plain(word), bare(word)].flatMap((it) => [
      ...(shippedByWord.get(it) ?? []),
      ...(ownByWord.get(it) ?? []),
    ]);
    return languages.flatMap((it) => found.find(({ language }) => language === it) ?? [])[0] ?? found[0];
  };
  return { meanings, find, nearest: (word) => nearestOf(bare(word), meanings) };
};

const pairsIn = (word: string): ReadonlySet<string> => {
  const padded = ` ${word} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, n) => padded.slice(n, n + 2)));
};

const pairsOf = new WeakMap<Meaning, ReadonlySet<string>>();
const pairsOfMeaning = (it: Meaning): ReadonlySet<string> => {
  const known = pairsOf.get(it) ?? pairsIn(plain(it.word));
  pairsOf.set(it, known);
  return known;
};

/** By the pairs of letters that both have: what a slip of the pen leaves alone. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return both / (a.size + b.size);
};

const LONGEST = 60;

const nearestOf = (word: string, meanings: readonly Meaning[]): readonly Meaning[] => {
  const pairs = pairsIn(word.slice(0, LONGEST));
  const byLikeness = meanings
    .map((it) => ({ it, like: likeness(pairs, pairsOfMeaning(it)) }))
    .sort((a, b) => b.like - a.like);
  const best = new Map<Sense, Meaning>();
  for (const { it } of byLikeness) {
    if (!best.has(it.sense)) best.set(it.sense, it);
    if (best.size === 3) break;
  }
  return [...best.values()];
};

/** A known word with what it does, for whoever has to choose one. */
export const inWords = ({ word, sense }: Meaning): string => `${word} (${senses[sense].does})`;
