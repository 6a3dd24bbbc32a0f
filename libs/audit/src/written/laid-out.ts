import type { ActionPoint, ActionTaken, LeftOut, PointCommitment } from '../action-taken/report.js';
import { deedWords, dueWords, inWords, leftOutWords, moveWords, setRightWords, unansweredWords } from './words.js';

/** A report as headings and lines, whatever it is written in. */
export interface LaidOut {
  readonly title: string;
  readonly facts: readonly Line[];
  readonly points: readonly Point[];
  /** A sentence for each event that says what was never so. */
  readonly setRight: readonly string[];
  /** One word for each event: its position, its type, its digest. */
  readonly restsOn: readonly string[];
  readonly foot: readonly Line[];
}

export interface Line {
  readonly label: string;
  readonly values: readonly string[];
}

/** Every point has the same labels, in the same order. */
export interface Point {
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** What the ledger's signed tree was at the report's position. */
export interface SignedTree {
  /** Events that the tree covers. */
  readonly size: number;
  /** In base64, as in the checkpoint. */
  readonly root: string;
}

const line = (label: string, ...values: readonly string[]): Line => ({ label, values });

export const laidOut = (report: ActionTaken, tree: SignedTree | undefined, format: string): LaidOut => {
  const { session, forum, forumName, side, position, on, heldOn, signedBy, inEffect, points, digest } = report;
  const open = points.filter(({ commitment }) => (commitment?.unanswered.length ?? 0) > 0).length;
  return {
    title: `Action taken on session ${session}: ${side}`,
    facts: [
      line('Forum', `${forumName} (${forum})`),
      line('Session', `${session}, ${heldOn === undefined ? 'day not known' : `held ${heldOn}`}`),
      line(
        'Minutes',
        inEffect ? 'signed by both sides' : signedBy.length > 0 ? `signed by ${signedBy.join(', ')}` : 'not signed',
      ),
      line('As of', `position ${position} of the ledger, ${on}`),
      line('Points', `${points.length}, of which ${open} have something without an answer`),
      ...(points.some(({ commitment }) => commitment?.leftOut)
        ? [line('Left out', 'what is older, where there is too much of it; the points say so')]
        : []),
      line('Holds', 'what everybody may read; what is internal to a side is not in it'),
    ],
    points: points.map((point, n) => ({ heading: headingOf(point, n), lines: linesOf(point, side) })),
    setRight: (report.setRight ?? []).map(setRightWords),
    restsOn: report.restsOn.map((it) => `${it.position} ${it.type} ${it.digest}`),
    foot: [
      line('Position', String(position)),
      line('Checkpoint', tree ? `tree of ${tree.size} events, root ${tree.root}` : 'not signed'),
      line('Digest', digest),
      line('Made by', `jwg report ${session} --side ${side} --at ${position} --format ${format}`),
    ],
  };
};

const headingOf = ({ statement, commitment }: ActionPoint, n: number): string =>
  `${n + 1}. ${commitment ? `${commitment.title} (${commitment.id})` : `Statement ${statement}`}`;

const leftOut = (commitment: PointCommitment | undefined, ...what: readonly LeftOut[]): string[] =>
  what.filter((it) => commitment?.leftOut?.includes(it)).map((it) => leftOutWords[it]);

const linesOf = ({ commitment, ...said }: ActionPoint, side: string): Line[] => [
  line(
    'Said',
    `${said.statement}${said.paragraph === undefined ? '' : `, paragraph ${said.paragraph}`}: ${inWords(said.did)}`,
  ),
  line('Text', said.decision),
  line('Authority', `${inWords(said.authority)}: ${said.reference}`),
  line('Status', ...(commitment ? [`${inWords(commitment.status)}, ${inWords(commitment.adoption)}`] : [])),
  line('Flags', ...(commitment?.flags ?? [])),
  line(`Responsible, ${side}`, ...(commitment?.responsible ?? [])),
  line('Responsible, others', ...(commitment?.others ?? [])),
  line('Due', ...(commitment ? [dueWords(commitment.due)] : [])),
  line('How it moved', ...leftOut(commitment, 'dueMoves'), ...(commitment?.dueMoves ?? []).map(moveWords)),
  line(`Done by ${side}`, ...leftOut(commitment, 'events', 'corrections'), ...(commitment?.done ?? []).map(deedWords)),
  line(
    'Done by others',
    ...leftOut(commitment, 'events', 'corrections'),
    ...(commitment?.doneByOthers ?? []).map(deedWords),
  ),
  line(
    'Evidence',
    ...leftOut(commitment, 'evidence'),
    ...(commitment?.evidence ?? []).map(
      (it) => `${it.reference}${it.by === undefined ? '' : `, given by ${it.by}`} [${it.position}]`,
    ),
  ),
  line(
    'Assessment',
    ...(commitment?.assessments ?? []).map(
      (it) => `${it.side}: ${inWords(it.rating)}${it.remarks === undefined ? '' : `: ${it.remarks}`} [${it.position}]`,
    ),
  ),
  line(
    'Without an answer',
    ...(commitment ? commitment.unanswered.map((it) => unansweredWords(side)[it]) : ['nothing is followed up']),
  ),
];
