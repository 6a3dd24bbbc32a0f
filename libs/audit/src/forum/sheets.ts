import { figureNames } from '@jwg/read-models';
import { inEnglish } from '../action-taken/points.js';
import type { Line } from '../written/laid-out.js';
import { figureSheet, namedIn } from './figure-sheet.js';
import type { ReportedForum } from './report.js';
import type { Sheet } from './sheet.js';

/** A forum's report as headings, sentences and tables, whatever it is written in. */
export interface ForumSheets {
  readonly title: string;
  readonly facts: readonly Line[];
  readonly sheets: readonly Sheet[];
  readonly foot: readonly Line[];
}

const line = (label: string, ...values: readonly string[]): Line => ({ label, values });

export const forumSheets = (report: ReportedForum, format: string): ForumSheets => {
  const { forum, name, position, on, asked, whole, digest, definitions, shortened = [] } = report;
  const cut = shortened.map(
    (it) => `only the hundred ${it === 'sessions' ? 'latest sessions' : 'institutions with the most commitments'}`,
  );
  return {
    title: `Forum report: ${inEnglish(name)}`,
    facts: [
      line('Forum', `${inEnglish(name)} (${forum})`),
      line('As of', `position ${position} of the ledger, ${on}`),
      line(
        'Counts',
        [
          asked.signedOnly ? 'what rests on a text that both sides signed' : 'what is recorded, signed or not',
          asked.asOfBasis ? 'by when it happened' : 'by when it was recorded',
        ].join(', '),
      ),
      line('Commitments', `${whole.commitments}. ${definitions.commitments}`),
      line('Holds', holds(asked.reader)),
      ...(cut.length > 0 ? [line('Shows', ...cut)] : []),
    ],
    sheets: [
      ...figureNames.map((name) => figureSheet(report, name)),
      sessionsSheet(report),
      agesSheet(report),
      namesSheet(report),
    ],
    foot: [
      line('Position', String(position)),
      line('Digest', digest),
      line(
        'Made by',
        `jwg report ${forum} --at ${asked.asOf}${asked.asOfBasis ? ' --basis occurred' : ''}${asked.signedOnly ? ' --signed-only' : ''} --format ${format}`,
      ),
    ],
  };
};

const holds = (reader: string): string => {
  if (reader === 'everybody') return 'what everybody may read; what is internal to a side is not in it';
  if (reader === 'wholeLedger') return 'all that is recorded, also what is internal to a side: hand it to nobody';
  return `what ${reader} may read: also what is internal to ${reader}, but not what is internal to others`;
};

const sessionsSheet = ({ sessions, definitions }: ReportedForum): Sheet => ({
  heading: 'Session by session',
  definition: `${definitions.sessions} ${definitions.slip}`,
  ...(sessions.some(({ medianSlip }) => medianSlip !== undefined) && {
    chart: {
      title: 'Median slip when each session closed',
      unit: 'days',
      bars: sessions.map(({ session, number, medianSlip }) => ({
        label: number === undefined ? session : `${number}`,
        ...(medianSlip !== undefined && { value: medianSlip }),
      })),
    },
  }),
  head: [
    'Session',
    'Closed',
    'Open',
    'Completed',
    'Passed over',
    'Carried over',
    'Dated',
    'Slipped',
    'Median slip, days',
    'Events',
  ],
  rows: sessions.map((it) => [
    it.session,
    it.on,
    ...[it.open, it.completed, it.passedOver, it.carriedOver, it.dated, it.slipped],
    it.medianSlip ?? '–',
    `${it.events.join(', ') || '–'}${it.moreEvents === undefined ? '' : ` and ${it.moreEvents} more`}`,
  ]),
});

const agesSheet = ({ ages, definitions }: ReportedForum): Sheet => {
  const label = ({ fromMonths, belowMonths }: ReportedForum['ages'][number]) =>
    belowMonths === undefined ? `${fromMonths} and more` : `${fromMonths}–${belowMonths - 1}`;
  return {
    heading: 'Open by age',
    definition: definitions.ages,
    chart: {
      title: 'Unfinished commitments by age in months',
      unit: 'commitments',
      bars: ages.map((it) => ({ label: label(it), value: it.count })),
    },
    head: ['Months', 'Open', 'Which, with the position of what registered them'],
    rows: ages.map((it) => [label(it), it.count, namedIn(it, 'months')]),
  };
};

const namesSheet = ({ named }: ReportedForum): Sheet => ({
  heading: 'Commitments named above',
  definition: 'Every event of one is in its timeline: jwg timeline and its id.',
  head: ['Id', 'Title'],
  rows: named.map(({ id, title }) => [id, title]),
});
