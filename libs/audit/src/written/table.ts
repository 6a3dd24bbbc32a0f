import { csvText } from './csv.js';
import type { LaidOut } from './laid-out.js';

/**
 * Rows for a spreadsheet: the points first, then what was set right, what they rest on, and what the report is. UTF-8,
 * marked as such.
 */
export const table = ({ title, facts, points, setRight, restsOn, foot }: LaidOut): string => {
  const labels = points[0]?.lines.map(({ label }) => label) ?? [];
  return `\uFEFF${csvText([
    ['row', 'point', ...labels],
    ...points.map(({ heading, lines }) => ['point', heading, ...lines.map(({ values }) => values.join('\n'))]),
    ...setRight.map((it) => ['set right', it]),
    ...restsOn.map((it) => ['event', it]),
    ['report', 'Title', title],
    ...[...facts, ...foot].map(({ label, values }) => ['report', label, values.join('\n')]),
  ])}`;
};
