import type { Matrix } from '@jwg/read-models';

/** Numbers of sessions, both ends included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

type Sessions = Matrix['sessions'];
type Shown = Pick<Matrix, 'sessions'>;

const GAP = 2;
/** In characters: as wide as cells and names are by themselves, and as narrow as they become for a range. */
const CELL = { wide: 20, narrow: 14 };
const NAME = { wide: 34, narrow: 24 };

interface Columns {
  readonly shown: Sessions;
  readonly cell: number;
}

/** The sessions of the range that fit, from its first on; without a range the latest ones, in wider columns. */
export const columnsFor = ({ sessions }: Shown, width: number, range?: Range): Columns => {
  const fit = (name: number, cell: number) => Math.max(1, Math.floor((width - name) / (cell + GAP)));
  const [wide, narrow] = [fit(NAME.wide, CELL.wide), fit(NAME.narrow, CELL.narrow)];
  const shown = range ? within(sessions, range).slice(0, narrow) : sessions.slice(-(wide === 1 ? narrow : wide)); // one session alone shows no way that a commitment went
  const cells = shown.length || 1;
  const cell = Math.min(CELL.wide, Math.floor((width - NAME.narrow) / cells) - GAP);
  return { shown, cell };
};

/** From the first session in the range that the forum counts to the last, with those of other forums between them. */
export const within = (sessions: Sessions, { first, last }: Range): Sessions => {
  const isIn = ({ number }: Sessions[number]) => number !== undefined && first <= number && number <= last;
  const start = sessions.findIndex(isIn);
  return start < 0 ? [] : sessions.slice(start, sessions.findLastIndex(isIn) + 1);
};

/** What is not shown, and how to see it. */
export const leftOut = ({ sessions }: Shown, shown: Sessions, range?: Range): string[] => {
  const own = (part: Sessions): Sessions => part.filter(({ number }) => number !== undefined);
  if (sessions.length === shown.length) return [];
  if (range && shown.length === 0) return [`No session has such a number. The forum has ${named(own(sessions))}.`];
  const start = sessions.indexOf(shown[0]!);
  const parts = [sessions.slice(0, start), sessions.slice(start + shown.length)]
    .map(own)
    .filter(({ length }) => length > 0);
  if (parts.length === 0) return ['Not shown: sessions of other forums; --width makes room, --csv has all.'];
  const spans = parts.map(named);
  const ways = parts.map((part) => `--sessions ${spanOf(part)}`);
  const them = parts.flat().length === 1 ? 'it' : 'them';
  return [`Not shown: ${spans.join(' and ')}. See ${them} by ${ways.join(' or ')}; --width makes room, --csv has all.`];
};

const named = (part: Sessions): string => `${part.length === 1 ? 'session' : 'sessions'} ${spanOf(part)}`;

/** `1-8`, or `3` */
const spanOf = (sessions: Sessions): string => {
  const [first, last] = [sessions[0]?.number, sessions.at(-1)?.number];
  return first === last ? String(first ?? 'none') : `${first}-${last}`;
};
