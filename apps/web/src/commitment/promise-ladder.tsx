import { useLingui } from '@lingui/react/macro';
import { authorityWords } from '../words/authority-words.js';
import { dateWords } from '../words/dates.js';
import { useDueWords } from '../words/due-words.js';
import { ordinalIn } from '../words/ids.js';
import { directionOf } from '../words/language.js';
import { daysOf } from '../words/spans.js';
import { useHappenedWords } from './happened-words.js';
import { useMoveWords } from './move-words.js';
import { PromiseRow } from './promise-row.js';
import { HappenedRow } from './happened-row.js';
import type { Happened, Move, Promised } from './promises.js';
import { timeScale } from './time-scale.js';

const WIDTH = 900;
const ROW = 54;
const TOP = 32;
/** Where the drawing of time begins and ends, between its labels. */
const [START, END] = [190, 690];

interface LadderProps {
  readonly rows: readonly Promised[];
  readonly happened: readonly Happened[];
  readonly total: Move | undefined;
}

/**
 * A row for each time a due date was said: a ring on the day it was said, a stroke at the date promised, grey for what
 * that date leaves open, red for how far it moved. A table beside it says the same.
 */
export const PromiseLadder = ({ rows, happened, total }: LadderProps) => {
  const { t, i18n } = useLingui();
  const [due, move, event] = [useDueWords(), useMoveWords(), useHappenedWords()];
  const days = [
    ...rows.flatMap((row) => [daysOf(row.said).last, ...(row.days ? [row.days.first, row.days.last] : [])]),
    ...happened.map(({ on }) => daysOf(on).last),
  ];
  const { at, years } = timeScale(days, START, END);
  const rtl = directionOf(i18n.locale) === 'rtl';
  /** Along the direction of reading. */
  const x = (from: number) => (rtl ? WIDTH - from : from);
  const bottom = TOP + rows.length * ROW;
  const foot = bottom + 30;
  const labels = rows.map((row) => ({
    said: dateWords(row.said, 'short'),
    where: row.session === undefined ? i18n._(authorityWords[row.authority]) : t`session ${ordinalIn(row.session)}`,
    due: due(row.due, 'short'),
    moved: row.moved ? move(row.moved) : row === rows[0] ? t`the first date known` : '',
  }));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${foot + 10 + Math.min(happened.length, 4) * 16}`} aria-hidden="true">
      {years.map(({ year, at: place }) => (
        <g key={year}>
          <line x1={x(place)} x2={x(place)} y1={26} y2={foot} stroke="var(--line)" />
          <text className="f" x={x(place + 6)} y={22}>
            {year}
          </text>
        </g>
      ))}
      <line x1={x(END)} x2={x(END)} y1={26} y2={foot} stroke="var(--line)" />
      <text className="f" x={x(0)} y={22}>{t`Said on`}</text>
      <text className="f" x={x(END + 24)} y={22}>{t`To be done by`}</text>
      <text className="f" x={x(WIDTH)} y={22} textAnchor="end">{t`Moved`}</text>
      <line x1={0} x2={WIDTH} y1={TOP} y2={TOP} stroke="var(--line)" />
      {rows.map((row, n) => (
        <PromiseRow
          key={row.position}
          row={row}
          before={rows[n - 1]}
          labels={labels[n]!}
          top={TOP + n * ROW}
          at={at}
          x={x}
          ends={{ due: END + 24, moved: WIDTH }}
        />
      ))}
      <HappenedRow
        happened={happened.map((it) => ({ ...it, words: `${event(it)}, ${dateWords(it.on, 'short')}` }))}
        label={t`What happened`}
        total={total && rows.length > 2 ? t`${move(total)} in all` : ''}
        line={{ start: START, end: END, top: TOP, y: foot, width: WIDTH }}
        at={at}
        x={x}
      />
    </svg>
  );
};
