import { inWords } from '@jwg/audit';
import type { OccurredAt } from '@jwg/platform';

export { due, inWords, sentence, textIn, type Text } from '@jwg/audit';

/** The name that a shown word stands for: `in progress`, `In-Progress` and `inProgress` are one, `silent(2)` is `silent`. */
export const nameOf = (word: string, names: readonly string[]): string | undefined =>
  names.find((name) => [name, inWords(name)].some((it) => bare(it) === bare(word)));

const bare = (word: string): string =>
  word
    .replace(/\(\d+\)$/, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();

/** The date, as precisely as it is known; the time of day means nothing to a reader. */
export const when = ({ value }: OccurredAt): string => value.slice(0, 10);

/** `1 session`, `2 sessions` */
export const count = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
