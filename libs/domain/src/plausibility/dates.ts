import { isBefore } from '../partial-dates.js';
import { doubt, type Doubt } from './doubt.js';

/** The fields that hold dates, by name, wherever they stand in an event. */
const dated: ReadonlySet<string> = new Set([
  ...['date', 'on', 'openedOn', 'concludedOn', 'plannedOn', 'heldNotAfter'],
  ...['signedOn', 'completedOn', 'establishedOn', 'occurredAt'],
]);

/** Every date in a value, with its place. */
const datesIn = (value: unknown, at = ''): { date: string; at: string }[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, it]: [string, unknown]) =>
        dated.has(name) && typeof it === 'string' ? [{ date: it, at: `${at}/${name}` }] : datesIn(it, `${at}/${name}`),
      );

/** Bodies of two governments are not so old; a year of one digit or two is a slip. */
export const ancient = (data: object, occurredAt: string | undefined): Doubt[] => {
  const dates = datesIn(data);
  const isSaid = occurredAt === undefined || dates.some(({ date }) => date === occurredAt);
  return [...dates, ...(isSaid ? [] : [{ date: occurredAt, at: '/provenance/occurredAt' }])]
    .filter(({ date }) => date < '1900')
    .map(({ date, at }) => doubt('YEAR_BEFORE_1900', at, `is ${date}, a year before 1900`));
};

const YEARS = 30;

/** @param from  the day from which the years are counted */
export const farAhead = (date: string | undefined, at: string, from: string): Doubt[] => {
  const last = String(Number(from.slice(0, 4)) + YEARS) + from.slice(4, 10);
  return isBefore(last, date)
    ? [doubt('OVER_30_YEARS_AHEAD', at, `is ${date}, more than ${YEARS} years after ${from.slice(0, 10)}`)]
    : [];
};

/** What is due is due after it was said. Without a day nothing can be told. */
export const dueBefore = (date: string | undefined, at: string, said: string | undefined): Doubt[] =>
  isBefore(date, said) ? [doubt('DUE_BEFORE_THE_SESSION', at, `is ${date}, and it was brought up on ${said}`)] : [];
