import { queryOptions } from '@tanstack/react-query';
import { isFixed, momentOf, type Moment } from '../moment/moment.js';
import { getJson } from './fetch-json.js';

/** One question to the API. Its key is its address: the path, then the moment and what else it asks for. */
export const asked = <T>(path: string, moment: Moment, more: Readonly<Record<string, unknown>> = {}) => {
  const parameters = { ...momentOf(moment), ...more };
  return queryOptions({
    queryKey: [path, parameters],
    queryFn: ({ signal }) => getJson<T>(path, parameters, signal),
    staleTime: isFixed(moment) ? Infinity : 0,
    placeholderData: whatWasRead(path, moment),
  });
};

/** What was read stays until the next answer is there: of the same thing at the same moment, and never another's. */
export const whatWasRead =
  (path: string, moment: Moment) =>
  <T>(before: T | undefined, question?: { readonly queryKey: readonly unknown[] }): T | undefined =>
    question && isSameThing(question.queryKey, path, moment) ? before : undefined;

const isSameThing = ([path, parameters]: readonly unknown[], wanted: string, moment: Moment): boolean =>
  path === wanted && JSON.stringify(momentOf(parameters as Moment)) === JSON.stringify(momentOf(moment));

/** An answer that comes in pages, put together from all of them. */
export const allPages = <T extends { readonly next?: string | number }>(
  path: string,
  moment: Moment,
  more: Readonly<Record<string, unknown>>,
  join: (before: T, page: T) => T,
) => {
  const parameters = { ...momentOf(moment), ...more, limit: 500 };
  return queryOptions({
    queryKey: [path, parameters],
    queryFn: async ({ signal }) => {
      let all = await getJson<T>(path, parameters, signal);
      while (all.next !== undefined)
        all = join(all, await getJson<T>(path, { ...parameters, after: all.next }, signal));
      return all;
    },
    staleTime: isFixed(moment) ? Infinity : 0,
    placeholderData: whatWasRead(path, moment),
  });
};
