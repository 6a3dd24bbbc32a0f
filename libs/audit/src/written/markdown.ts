import type { LaidOut, Line } from './laid-out.js';
import { printable } from './printable.js';

/** CommonMark. What a record says is shown as it is, whatever it would mean there. */
export const markdown = ({ title, facts, points, setRight, restsOn, foot }: LaidOut): string =>
  [
    `# ${plain(title)}`,
    list(facts),
    ...points.flatMap(({ heading, lines }) => [`## ${plain(heading)}`, list(lines)]),
    ...(setRight.length > 0 ? ['## Set right', setRight.map((it) => `- ${plain(it)}`).join('\n')] : []),
    '## Rests on',
    restsOn.map((it) => `- \`${it}\``).join('\n') || 'No event.',
    '## This report',
    list(foot),
  ].join('\n\n') + '\n';

export const list = (lines: readonly Line[]): string =>
  lines
    .map(({ label, values }) => {
      const [only = '–', ...more] = values;
      return more.length === 0
        ? `- **${plain(label)}:** ${plain(only)}`
        : [`- **${plain(label)}:**`, ...values.map((it) => `  - ${plain(it)}`)].join('\n');
    })
    .join('\n');

export const plain = (text: string): string =>
  printable(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&!]/g, '\\$&');
