import { infiniteQueryOptions, type InfiniteData } from '@tanstack/react-query';
import { isFixed, momentOf, type Moment } from '../moment/moment.js';
import { whatWasRead } from './asked.js';
import { getJson } from './fetch-json.js';
import { Problem } from './problem.js';
import type { Matrix } from './types.gen.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * A page of the matrix. Where a page of now is held as it was a moment ago, only the lines that changed since are asked for;
 * the whole page, where these do not make one: on another day, or where a line is not held.
 */
const askMatrixPage = async (
  path: string,
  parameters: Moment & Parameters,
  held: Matrix | undefined,
  signal?: AbortSignal,
): Promise<Matrix> => {
  const isNow = Object.keys(momentOf(parameters)).length === 0;
  const changed = held && isNow && (await changedSince(path, { ...parameters, changedSince: held.position }, signal));
  return (changed && withChanges(held, changed)) || getJson<Matrix>(path, parameters, signal);
};

/** `undefined` where another server answers that is not as far yet. */
const changedSince = (...asked: [string, Parameters, AbortSignal?]): Promise<Matrix | undefined> =>
  getJson<Matrix>(...asked).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'bad-as-of') return undefined;
    throw error;
  });

/** The page as it is now, from that page as it was. Flags go by the day, so of another day every line may differ. */
export const withChanges = (held: Matrix, { order = [], ...changed }: Matrix): Matrix | undefined => {
  if (changed.on !== held.on) return undefined;
  const lines = new Map([...held.commitments, ...changed.commitments].map((line) => [line.id, line]));
  const commitments = order.flatMap((id) => lines.get(id) ?? []);
  return commitments.length === order.length ? { ...changed, commitments } : undefined;
};

/** A matrix page by page; where nothing changed there is no cell. A page of now that is held already is brought up to date. */
export const matrixPagesQuery = (forum: string, moment: Moment) => {
  const path = `/v1/forums/${forum}/matrix`;
  const parameters = { ...momentOf(moment), cells: 'sparse' };
  return infiniteQueryOptions({
    queryKey: [path, parameters],
    queryFn: ({ signal, client, queryKey, pageParam: after }) => {
      const known = client.getQueryData<InfiniteData<Matrix>>(queryKey);
      return askMatrixPage(path, { ...parameters, after }, known?.pages[known.pageParams.indexOf(after)], signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: isFixed(moment) ? Infinity : 0,
    placeholderData: whatWasRead(path, moment),
  });
};
