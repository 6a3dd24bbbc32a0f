import type { ToldStep } from '@jwg/platform';
import { count, inWords, when } from '../words.js';
import { wrap } from './table.js';

/** A step in plain text: when and where, what happened, and how it left the commitment. */
export const stepText = (step: ToldStep, width: number): string =>
  [
    ...wrap(`${headOf(step)}`, width),
    ...wrap(step.sentence, width - 2).map((line) => `  ${line}`),
    ...[statusLine(step), lateLine(step)].flatMap((line) =>
      line === undefined ? [] : wrap(line, width - 2).map((it) => `  ${it}`),
    ),
  ].join('\n');

const headOf = ({ position, occurredAt, subject, session, authority, source }: ToldStep): string =>
  [
    `${position}  ${when(occurredAt)}  ${subject}`,
    ...(session === undefined || session === subject ? [] : [`by ${session}`]),
    `(${inWords(authority)}: ${source.reference}${source.paragraph === undefined ? '' : `, ${source.paragraph}`})`,
  ].join(' ');

const statusLine = ({ commitment, subject, before, after, rule }: ToldStep): string | undefined => {
  if (!after) return undefined;
  const of = commitment === subject ? '' : `${commitment} `;
  const words = (it: NonNullable<ToldStep['after']>) =>
    `${inWords(it.status)}${it.adoption === 'provisional' ? ', unsigned' : ''}`;
  const move = before && words(before) !== words(after) ? `${words(before)} → ${words(after)}` : words(after);
  return `${of}status: ${move}${rule === undefined ? '' : ` (${rule})`}`;
};

const lateLine = ({ late, outOfOrder, recordedAt }: ToldStep): string | undefined => {
  const marks = [
    ...(late === undefined ? [] : [`learned ${count(late, 'day')} late, on ${recordedAt.slice(0, 10)}`]),
    ...(outOfOrder ? ['out of order: the other order tells it before the step above'] : []),
  ];
  return marks.length === 0 ? undefined : `! ${marks.join('; ')}`;
};

export const stepColumns = [
  ...['position', 'occurredAt', 'recordedAt', 'late', 'outOfOrder', 'subject', 'type', 'session', 'sentence'],
  ...['commitment', 'before', 'after', 'rule', 'authority', 'source', 'id'],
];

export const stepCells = (it: ToldStep) => [
  ...[it.position, it.occurredAt.value, it.recordedAt, it.late, it.outOfOrder && 'yes', it.subject, it.type],
  ...[it.session, it.sentence, it.commitment, it.before?.status, it.after?.status, it.rule, it.authority],
  ...[it.source.reference, it.eventId],
];
