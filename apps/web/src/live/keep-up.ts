import type { Query, QueryClient } from '@tanstack/react-query';

const TRIES = 6;
const PAUSE_MS = 400;

interface Positioned {
  readonly position?: number;
  readonly pages?: readonly { readonly position?: number }[];
}

/** The position as of which an answer was told; of an answer in pages, that of the oldest page. */
const positionOf = (data: unknown): number | undefined => {
  const { position, pages } = (data ?? {}) as Positioned;
  const told = pages ? pages.map((page) => page.position) : [position];
  return told.includes(undefined) ? undefined : Math.min(...(told as number[]));
};

const isOfNow = ({ queryKey: [path, parameters] }: Pick<Query, 'queryKey'>): boolean => {
  const { asOf, asOfBasis } = (parameters ?? {}) as { asOf?: string; asOfBasis?: string };
  return asOf === undefined && asOfBasis === undefined && typeof path === 'string' && path !== '/v1/me';
};

const pathOf = ({ queryKey }: Pick<Query, 'queryKey'>): string => String(queryKey[0]);

/** What is on the page as of now, and was told as of an earlier position. */
const isBehind = (query: Query, position: number): boolean =>
  isOfNow(query) && (positionOf(query.state.data) ?? Infinity) < position;

/**
 * Reads again what these changes touch, until it is told as of their position at least: what the ledger answers from may
 * be a moment behind what it tells of.
 *
 * @param touches  whether the answer at a path may be another one
 */
export const keepUp = async (
  queries: QueryClient,
  position: number,
  touches: (path: string) => boolean,
): Promise<void> => {
  const asked = (query: Query) => isOfNow(query) && touches(pathOf(query));
  await queries.invalidateQueries({ predicate: asked });
  const late = { type: 'active', predicate: (query: Query) => asked(query) && isBehind(query, position) } as const;
  for (let tries = 1; tries < TRIES && queries.getQueryCache().findAll(late).length > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await queries.refetchQueries(late);
  }
};

/** Reads again only what was told before this position: it was asked for before the stream began. */
export const catchUp = (queries: QueryClient, position: number): Promise<void> =>
  queries.invalidateQueries({ predicate: (query) => isBehind(query, position) });
