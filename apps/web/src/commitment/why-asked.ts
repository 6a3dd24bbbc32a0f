import { flagNames, type FlagName } from '../words/flag.js';

/** Of what one asks why, in the API's words. */
export type WhyAsked = 'status' | 'due' | 'responsible' | 'refusals' | `flag:${FlagName}`;

const asked: readonly WhyAsked[] = [
  'status',
  'due',
  'responsible',
  'refusals',
  ...flagNames.map((it) => `flag:${it}` as const),
];

export interface WhySearch {
  /** Missing: all of it. */
  readonly what?: WhyAsked;
}

export const whySearch = (given: Record<string, unknown>): WhySearch => {
  const what = asked.find((it) => it === given['what']);
  return what === undefined ? {} : { what };
};
