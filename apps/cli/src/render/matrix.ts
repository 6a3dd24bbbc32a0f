import type { Matrix } from '@jwg/read-models';
import { inWords } from '../words.js';
import { table, WIDTH, wrap } from './table.js';

const CELL = 20;
const NAME = 34;
const GAP = 2;
/** As many sessions as fit beside the commitments on a sheet. */
const SESSIONS = Math.floor((WIDTH - NAME) / (CELL + GAP));

/** The matrix for people, with only the latest sessions if not all fit. */
export const renderMatrix = ({ forum, sessions, commitments }: Matrix, moment: string): string => {
  const shown = sessions.slice(-SESSIONS);
  const left = sessions.length - shown.length;
  const heading = `${forum}: commitments by session, ${moment}`;
  if (commitments.length === 0) return `${heading}\n\nNo commitments.`;
  const columns = [
    { title: 'Commitment', width: Math.max(NAME, WIDTH - shown.length * (CELL + GAP)) },
    ...shown.map(({ ordinal, openedOn, mode, signed }) => ({
      title: `Session ${ordinal}\n${openedOn}, ${inWords(mode)}\n${signed ? 'signed' : 'unsigned'}`,
      width: CELL,
    })),
  ];
  const rows = commitments.map((it) => [
    `${it.id.slice(forum.length + 1)}  ${it.title}\n${[inWords(it.kind), inWords(it.adoption), ...it.flags.map(inWords)].join(', ')}\n`,
    ...shown.map(({ id }) => {
      const { did, status } = it.cells.find(({ session }) => session === id)!;
      if (status === null) return '–';
      return `${did.length > 0 ? [...new Set(did)].map(inWords).join(', ') : 'not mentioned'}\n→ ${inWords(status)}`;
    }),
  ]);
  return [
    ...wrap(heading, WIDTH),
    ...(left > 0 ? [`(${left} earlier ${left === 1 ? 'session' : 'sessions'} not shown; --json has them all)`] : []),
    '',
    table(columns, rows),
    'Under each session: what it did, and → the status when it closed. – : not yet known.',
  ].join('\n');
};
