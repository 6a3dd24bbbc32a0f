import { safe } from './html.js';

/** Bars over named places, upwards and downwards from a line at zero. */
export interface Chart {
  readonly title: string;
  /** What one step of the scale is: `days`. */
  readonly unit: string;
  /** A place without a value has no bar. */
  readonly bars: readonly { readonly label: string; readonly value?: number }[];
}

const [WIDTH, HEIGHT, LEFT, TOP, FLOOR] = [640, 200, 48, 12, 22];
/** More names than this would run into each other. */
const MOST_LABELS = 12;

/**
 * A drawing that needs no colour and no script. Whoever cannot see it hears its title and reads the table beside it, which
 * has the same numbers.
 */
export const svgChart = ({ title, unit, bars }: Chart): string => {
  const values = bars.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const y = (value: number) => rounded(TOP + ((high - value) / span) * (HEIGHT - TOP - FLOOR));
  const step = (WIDTH - LEFT) / Math.max(bars.length, 1);
  const every = Math.ceil(bars.length / MOST_LABELS);
  const breadth = rounded(Math.min(step * 0.7, 48));
  const drawn = bars.map(({ label, value }, n) => {
    const middle = rounded(LEFT + step * (n + 0.5));
    const name = n % every === 0 ? text(middle, HEIGHT - 6, 'middle', label) : '';
    if (value === undefined) return name;
    const [top, bottom] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
    const bar = `<rect x="${rounded(middle - breadth / 2)}" y="${top}" width="${breadth}" height="${rounded(bottom - top)}"/>`;
    const number =
      every === 1 ? text(middle, value < 0 ? bottom + 11 : Math.max(top - 3, 10), 'middle', `${value}`) : '';
    return bar + number + name;
  });
  const ends = [...new Set([low, 0, high])].map((value) => text(LEFT - 6, y(value) + 4, 'end', `${value}`));
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${safe(`${title}, in ${unit}; the table has the numbers`)}">
<line x1="${LEFT}" y1="${y(0)}" x2="${WIDTH}" y2="${y(0)}"/>${ends.join('')}
${drawn.join('\n')}
</svg>`;
};

const text = (x: number, y: number, anchor: 'middle' | 'end', words: string): string =>
  `<text x="${x}" y="${rounded(y)}" text-anchor="${anchor}">${safe(words)}</text>`;

/** The same digits on every machine. */
const rounded = (value: number): number => Math.round(value * 10) / 10;
