import { lexiconOf, senses, type Meaning, type Sense, type Verb } from '@jwg/domain';
import type { RowsAt } from '../rows/rows-at.js';
import { forums } from './projection.js';

/** A verb of the lexicon, and what a statement with it does. */
export interface Word extends Verb {
  /** Words of one meaning do the same. */
  readonly meaning: Sense;
  readonly does: string;
  /** What the statement has to name beside its text. */
  readonly needs?: string;
}

export interface WordList {
  readonly position: number;
  /** Of a word that was asked for: whether it is known. If it is not, `words` are the nearest three. */
  readonly known?: boolean;
  readonly words: readonly Word[];
}

/** The verbs that ship with the product and those that the forum added; of one word what it means. */
export const wordList = async (
  { reader, position }: RowsAt,
  { forum, word }: { forum?: string; word?: string },
): Promise<WordList> => {
  const { verbs = [] } = (forum === undefined ? undefined : await reader.get(forums, forum)) ?? {};
  const lexicon = lexiconOf(verbs);
  if (word === undefined) return { position, words: lexicon.meanings.map(shown) };
  const found = lexicon.find(word);
  return { position, known: found !== undefined, words: (found ? [found] : lexicon.nearest(word)).map(shown) };
};

const shown = ({ word, language, sense }: Meaning): Word => ({ word, language, meaning: sense, ...senses[sense] });
