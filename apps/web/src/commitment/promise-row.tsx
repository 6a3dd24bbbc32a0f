import { daysOf } from '../words/spans.js';
import type { Promised } from './promises.js';

interface RowProps {
  readonly row: Promised;
  readonly before: Promised | undefined;
  readonly labels: { readonly said: string; readonly where: string; readonly due: string; readonly moved: string };
  readonly top: number;
  readonly at: (day: Date) => number;
  readonly x: (place: number) => number;
  readonly ends: { readonly due: number; readonly moved: number };
}

export const PromiseRow = ({ row, before, labels, top, at, x, ends }: RowProps) => {
  const y = top + 26;
  const said = at(daysOf(row.said).last);
  const end = row.days && at(row.days.last);
  const earlier = before?.days && at(before.days.last);
  const late = row.moved?.later === true;
  /** From the one place to the other, whichever comes first in the direction of reading. */
  const bar = (from: number, to: number) => ({ x: Math.min(x(from), x(to)), width: Math.abs(to - from) });
  return (
    <g>
      <text className="b" x={x(0)} y={y}>
        {labels.said}
      </text>
      <text x={x(0)} y={y + 17}>
        {labels.where}
      </text>
      {end !== undefined && earlier !== undefined && end !== earlier && (
        <>
          <rect {...bar(earlier, end)} y={y + 12} height={7} fill={late ? 'var(--warn)' : 'var(--good)'} />
          <line
            x1={x(earlier)}
            x2={x(earlier)}
            y1={y - 44}
            y2={y + 19}
            stroke={late ? 'var(--warn)' : 'var(--good)'}
            strokeDasharray="2 3"
          />
        </>
      )}
      {row.days && end !== undefined && (
        <>
          <rect {...bar(at(row.days.first), end)} y={y - 7} height={13} fill="var(--ink)" fillOpacity={0.16} />
          <line x1={x(said)} x2={x(end)} y1={y} y2={y} stroke="var(--ink)" strokeWidth={1.5} />
          <line x1={x(end)} x2={x(end)} y1={y - 11} y2={y + 10} stroke="var(--ink)" strokeWidth={3} />
        </>
      )}
      <circle cx={x(said)} cy={y} r={5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={2} />
      <text className="b" x={x(ends.due)} y={y + 5}>
        {labels.due}
      </text>
      <text className={late ? 'w' : ''} x={x(ends.moved)} y={y + 5} textAnchor="end">
        {labels.moved}
      </text>
      <line x1={0} x2={ends.moved} y1={top + 54} y2={top + 54} stroke="var(--line)" />
    </g>
  );
};
