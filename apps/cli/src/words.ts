import type { Due, OccurredAt } from '@jwg/platform';

const words: Readonly<Record<string, string>> = {
  notStarted: 'not started',
  inProgress: 'in progress',
  onHold: 'on hold',
  reportedComplete: 'reported complete',
  notAdopted: 'not adopted',
  refused: 'not applied',
};

/** `reportedComplete` → `reported complete`; `silent(2)` stays as it is. */
export const inWords = (name: string): string =>
  words[name] ?? name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The name that a shown word stands for: `in progress`, `In-Progress` and `inProgress` are one, `silent(2)` is `silent`. */
export const nameOf = (word: string, names: readonly string[]): string | undefined =>
  names.find((name) => [name, inWords(name)].some((it) => bare(it) === bare(word)));

const bare = (word: string): string =>
  word
    .replace(/\(\d+\)$/, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();

/** Words by language. */
export type Text = Readonly<Record<string, string>>;

/** The words in the language asked for, else in English, else in the first language. One rule for every text. */
export const textIn = (text: Text, lang?: string): string =>
  (lang === undefined ? undefined : text[lang]) ?? text.en ?? Object.values(text)[0] ?? '';

/** The date, as precisely as it is known; the time of day means nothing to a reader. */
export const when = ({ value }: OccurredAt): string => value.slice(0, 10);

export const due = (due: Due | undefined): string => [due?.date, due?.session].filter(Boolean).join(', ') || '–';

/** `as of position 91` → `As of position 91.` */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** `1 session`, `2 sessions` */
export const count = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
