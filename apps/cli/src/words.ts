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

/** The date, as precisely as it is known; the time of day means nothing to a reader. */
export const when = ({ value }: OccurredAt): string => value.slice(0, 10);

export const due = (due: Due | undefined): string => [due?.date, due?.session].filter(Boolean).join(', ') || '–';

/** `as of position 91` → `As of position 91.` */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
