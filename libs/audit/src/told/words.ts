import type { Due } from '@jwg/domain';

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

/** Words by language. */
export type Text = Readonly<Record<string, string>>;

/** The words in the language asked for, else in English, else in the first language. One rule for every text. */
export const textIn = (text: Text, lang?: string): string =>
  (lang === undefined ? undefined : text[lang]) ?? text.en ?? Object.values(text)[0] ?? '';

export const due = (due: Due | undefined): string => [due?.date, due?.session].filter(Boolean).join(', ') || '–';

/** `as of position 91` → `As of position 91.` */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
