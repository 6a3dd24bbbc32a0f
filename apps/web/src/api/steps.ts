import { queryOptions } from '@tanstack/react-query';
import { getJson } from './fetch-json.js';
import { Problem } from './problem.js';
import type { HistoryPage, Timeline, ToldStep } from './types.gen.js';

/** The events about a subject beside a position: the last one up to it, the one before that, and the next one. */
export interface Steps {
  readonly before?: ToldStep;
  readonly here?: ToldStep;
  /** The last one as the record has it, for a sentence in the reader's language. */
  readonly entry?: Timeline['entries'][number];
  /** The position of the next one. It lies after the moment of the page, which keeps nothing else of it. */
  readonly after?: number;
}

const PATH = '/v1/replay';
/** Positions that are looked back over at first, and how fast that grows where they hold too little about the subject. */
const NEAR = 250;
const FURTHER = 8;

export const stepsQuery = (subject: string, position: number, lang: string) =>
  queryOptions({
    queryKey: [PATH, { subject, position, lang }],
    queryFn: async ({ signal }): Promise<Steps> => {
      const ask = (parameters: object) => getJson<HistoryPage>(PATH, { subject, lang, ...parameters }, signal);
      const [next, [before, here]] = await Promise.all([
        ask({ after: position, limit: 1 }),
        lastTwo(position, (after) => ask({ after, to: position, limit: 500 })).catch(nothingYet),
      ]);
      const entry = here && (await entryOf(here, signal));
      return { before, here, entry, after: next.steps[0]?.position };
    },
  });

/** The event of a step: the newest of what it belongs to, as of its own position. */
const entryOf = async ({ subject, position }: ToldStep, signal: AbortSignal) => {
  const kind = ['forums', 'sessions', 'commitments'][subject.split('.').length - 1];
  const only = { asOf: String(position), order: 'newest', limit: 1 };
  const { entries } = await getJson<Timeline>(`/v1/${kind}/${subject}/timeline`, only, signal);
  return entries.find((it) => it.position === position);
};

/** Nothing about it was recorded up to there. */
const nothingYet = (error: unknown): Pair => {
  if (error instanceof Problem && error.kind === 'not-found') return [undefined, undefined];
  throw error;
};

type Pair = readonly [before: ToldStep | undefined, here: ToldStep | undefined];

/** A history is told forwards: the last two of it are looked for in ever longer parts of it. */
const lastTwo = async (
  position: number,
  ask: (after: number | undefined) => Promise<HistoryPage>,
  reach = NEAR,
): Promise<Pair> => {
  const from = position - reach;
  const begin = from < 0 ? undefined : from;
  let found: readonly ToldStep[] = [];
  for (let page = await ask(begin); ; page = await ask(page.next)) {
    found = [...found, ...page.steps].slice(-2);
    if (page.next === undefined) break;
  }
  return found.length === 2 || begin === undefined
    ? [found.at(-2), found.at(-1)]
    : lastTwo(position, ask, reach * FURTHER);
};
