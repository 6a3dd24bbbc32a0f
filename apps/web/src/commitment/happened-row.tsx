import { daysOf } from '../words/spans.js';
import type { Happened } from './promises.js';

interface RowProps {
  readonly happened: readonly (Happened & { readonly words: string })[];
  readonly label: string;
  readonly total: string;
  readonly line: { start: number; end: number; top: number; y: number; width: number };
  readonly at: (day: Date) => number;
  readonly x: (place: number) => number;
}

const colours = {
  progress: 'var(--st-in-progress)',
  reported: 'var(--st-reported)',
  confirmed: 'var(--st-completed)',
  milestone: 'var(--surface)',
} as const;

/** What really happened, on the same line of time as what was promised. */
export const HappenedRow = ({ happened, label, total, line, at, x }: RowProps) => {
  const { start, end, top, y, width } = line;
  const places = happened.map(({ on }) => at(daysOf(on).last));
  const levels = levelsOf(happened.map(({ what, words }, n) => (isBig(what) ? undefined : { at: places[n]!, words })));
  return (
    <g>
      <line x1={x(start)} x2={x(end)} y1={y} y2={y} stroke="var(--line-strong)" />
      <text className="b" x={x(0)} y={y + 4}>
        {label}
      </text>
      {happened.map(({ on, what, title, words }, n) => {
        const place = places[n]!;
        const big = isBig(what);
        const before = place > (start + end) / 2;
        return (
          <g key={`${what} ${on} ${title}`}>
            {big && <line x1={x(place)} x2={x(place)} y1={top} y2={y} stroke={colours[what]} strokeWidth={2.5} />}
            <circle
              cx={x(place)}
              cy={y}
              r={big ? 7 : 5}
              fill={colours[what]}
              stroke={what === 'milestone' ? 'var(--ink)' : undefined}
              strokeWidth={what === 'milestone' ? 2 : undefined}
            />
            <text
              className={big ? `b of-${what}` : ''}
              x={x(big ? place + (before ? -12 : 12) : place)}
              y={big ? y - 10 : y + 22 + levels[n]! * 16}
              textAnchor={big ? (before ? 'end' : 'start') : 'middle'}
            >
              {words}
            </text>
          </g>
        );
      })}
      <text className="w" x={x(width)} y={y + 5} textAnchor="end">
        {total}
      </text>
    </g>
  );
};

const isBig = (what: Happened['what']): boolean => what === 'reported' || what === 'confirmed';

/** Lines below the drawing, so that labels of days close to each other do not cover each other. */
const levelsOf = (labels: readonly ({ at: number; words: string } | undefined)[]): readonly number[] => {
  const ends: number[] = [];
  return labels.map((label) => {
    if (!label) return 0;
    const half = label.words.length * 3.4;
    const free = ends.findIndex((end) => end < label.at - half);
    const level = free < 0 ? ends.length : free;
    ends[level] = label.at + half + 8;
    return level;
  });
};
