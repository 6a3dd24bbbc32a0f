import type { RecordFile } from './format.js';
import { fieldOf, type Found, type Path } from './problem.js';
import type { ImportStep } from './step.js';

/**
 * What no step of the file takes in, so that an import would lose it. What breaks the format has been found already, and
 * is not reported again.
 */
export const untaken = (file: RecordFile, steps: readonly ImportStep[], found: readonly Found[]): Found[] => {
  const taken = new Set(steps.flatMap(({ at, takes = [at] }) => takes.map(fieldOf)));
  const unfit = new Set(found.map(({ path }) => fieldOf(path)));
  const aroundUnfit = new Set(found.flatMap(({ path }) => upTo(path)));
  return lost(withoutHeader(file), [], taken)
    .filter((path) => !aroundUnfit.has(fieldOf(path)) && !upTo(path).some((it) => unfit.has(it)))
    .map((path) => ({ path, ...because(path) }));
};

/** The field of a path and the fields around it. */
const upTo = (path: Path): string[] => path.map((_, n) => fieldOf(path.slice(0, n + 1)));

/** The fields at the top that no step takes: a title is for readers, and the rest is taken by each step. */
const withoutHeader = ({ title: _title, source: _source, authority: _authority, ...rest }: RecordFile): object => rest;

const lost = (value: unknown, path: Path, taken: ReadonlySet<string>): Path[] => {
  if (path.length > 0 && taken.has(fieldOf(path))) return [];
  if (value === null || typeof value !== 'object') return [path];
  const parts = Array.isArray(value) ? value.map((it, n) => [n, it] as const) : Object.entries(value);
  const inside = parts.map(([name, it]) => lost(it, [...path, name], taken));
  const isLostWhole =
    path.length > 1 && inside.length > 0 && inside.every(([first]) => first?.length === path.length + 1);
  return isLostWhole ? [path] : inside.flat();
};

const because = ([list, , field]: Path): Pick<Found, 'rule' | 'code' | 'wayOut'> =>
  list === 'sessions' && field !== 'heldNotAfter'
    ? {
        code: NOT_TAKEN,
        rule: 'would be lost: without openedOn the session is only scheduled, and nothing was said or signed in it.',
        wayOut:
          'Write openedOn: the day, the month or the year. Where no record gives any, write heldNotAfter instead.',
      }
    : { code: NOT_TAKEN, rule: 'would be lost: nothing takes it in here.', wayOut: 'Leave it out, or correct it.' };

const NOT_TAKEN = 'NOT_TAKEN_IN';
