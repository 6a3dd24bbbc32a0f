import type { CountedCommitment, Figure, FigureName, Figures } from '@jwg/read-models';
import { inEnglish } from '../action-taken/points.js';
import type { ReportedForum } from './report.js';
import type { Named, Sheet, SheetCell } from './sheet.js';

/** A figure in words: its heading, what is counted, and its value. */
const figures: Readonly<
  Record<FigureName, { heading: string; count: string; of: string; value?: string; unit?: string }>
> = {
  completion: { heading: 'Completion rate', count: 'Completed', of: 'Of', value: 'Rate, %' },
  slip: { heading: 'Slip', count: 'Slipped', of: 'With both days', value: 'Median, days', unit: 'd' },
  overdue: { heading: 'Overdue', count: 'Overdue', of: 'Of those with a day' },
  carriedOver: { heading: 'Carried over', count: 'Carried over', of: 'Of', value: 'Times in all', unit: '×' },
  silence: {
    heading: 'Silence',
    count: 'Silent',
    of: 'Of those unfinished',
    value: 'Longest, sessions',
    unit: 'sessions',
  },
};

export const figureSheet = (report: ReportedForum, name: FigureName): Sheet => {
  const { heading, count, of, value, unit } = figures[name];
  const row = (who: string, group: Figures): SheetCell[] => {
    const figure: Figure = group[name];
    const given = value === undefined ? [] : [figure.value ?? '–'];
    return [who, figure.count, figure.of, ...given, namedIn(figure, unit)];
  };
  return {
    heading,
    definition: report.definitions[name],
    head: ['Who', count, of, ...(value === undefined ? [] : [value]), 'Which, with the positions of their events'],
    rows: [
      row('All', report.whole),
      ...report.sides.map((it) => row(it.side, it)),
      ...report.institutions
        .filter((it) => it[name].of > 0)
        .map((it) => row(`${it.side}: ${inEnglish(it.name) || it.institution}`, it)),
    ],
  };
};

export const namedIn = ({ items, more }: Pick<Figure, 'items' | 'more'>, unit?: string): Named[] => [
  ...items.map((it) => ({ commitment: it.commitment, words: wordsOf(it, unit) })),
  ...(more === undefined ? [] : [{ commitment: '', words: `and ${more} more` }]),
];

const wordsOf = ({ value, events }: CountedCommitment, unit: string | undefined): string =>
  `${value === undefined || unit === undefined ? '' : `${value} ${unit} `}[${events.join(', ')}]`;
