import { useLingui } from '@lingui/react';
import { directionOf } from '../words/language.js';
import { barsOf, HEIGHT, WIDTH } from './bars.js';

interface ChartProps {
  /** What is drawn, and that a table has the numbers. */
  readonly title: string;
  readonly of: readonly { readonly label: string; readonly value?: number }[];
}

/** Bars that need no colour, from where reading begins. Whoever cannot see them hears the title and reads the table beside them. */
export const BarChart = ({ title, of }: ChartProps) => {
  const { i18n } = useLingui();
  const { bars, breadth, scale, zero, start } = barsOf(of.map(({ value }) => value));
  const rtl = directionOf(i18n.locale) === 'rtl';
  const x = (from: number) => (rtl ? WIDTH - from : from);
  const areAllNamed = bars.every(({ isLabelled }) => isLabelled);
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {scale.map(({ value, y }) => (
        <g key={value}>
          <line className={value === 0 ? 'zero' : undefined} x1={x(start)} x2={x(WIDTH)} y1={y} y2={y} />
          <text x={x(start - 6)} y={y + 4} textAnchor="end">
            {leftToRight(value)}
          </text>
        </g>
      ))}
      {bars.map(({ at, drawn, isLabelled }, n) => (
        <g key={of[n]!.label}>
          {drawn && <rect x={x(at) - breadth / 2} y={drawn.top} width={breadth} height={drawn.bottom - drawn.top} />}
          {drawn && areAllNamed && (
            <text className="b" x={x(at)} y={drawn.number < 0 ? drawn.bottom + 13 : drawn.top - 4} textAnchor="middle">
              {leftToRight(drawn.number)}
            </text>
          )}
          {isLabelled && (
            <text x={x(at)} y={HEIGHT - 4} textAnchor="middle">
              {of[n]!.label}
            </text>
          )}
        </g>
      ))}
      <line className="zero" x1={x(start)} x2={x(WIDTH)} y1={zero} y2={zero} />
    </svg>
  );
};

/** Its sign stays before it, whichever way the page is read. */
const leftToRight = (value: number): string => `\u200E${value}`;
