import { momentOf, type Moment } from '../moment/moment.js';
import { getJson } from './fetch-json.js';
import { Problem } from './problem.js';
import type { Matrix } from './types.gen.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * A page of the matrix. Where a page of now is held as it was a moment ago, only the lines that changed since are asked for;
 * the whole page, where these do not make one: on another day, or where a line is not held.
 */
export const askMatrixPage = async (
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
