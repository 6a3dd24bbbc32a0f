import type { CommitmentList, CommitmentRecord, CommitmentSummary } from '@jwg/read-models';
import { due, inWords, sentence, when } from '../words.js';
import { table, WIDTH, wrap } from './table.js';

export const renderList = ({ items, next, total }: CommitmentList, moment: string): string =>
  [
    ...wrap(`Commitments ${moment}`, WIDTH),
    '',
    items.length === 0 ? 'None.' : summaries(items),
    ...(total !== undefined ? [`${total} in all.`] : []),
    ...(next === undefined ? [] : [`More: --after ${next}`]),
  ].join('\n');

/** A table of commitments, the same in every list. */
export const summaries = (items: readonly CommitmentSummary[]): string =>
  table(
    [
      { title: 'Commitment', width: 22 },
      { title: 'Title' },
      { title: 'Status', width: 17 },
      { title: 'Due', width: 11 },
      { title: 'Flags', width: 20 },
    ],
    items.map(({ id, title, kind, lead, status, due: dueOn, flags }) => [
      id,
      `${title}\n${[inWords(kind), ...lead].join(', ')}`,
      inWords(status),
      due(dueOn),
      flags.map(inWords).join(', '),
    ]),
  );

const axes = ['adoption', 'implementation', 'disposition'] as const;

/** One commitment, and the reasons for its status. */
export const renderCommitment = (it: CommitmentRecord, moment: string): string =>
  [
    ...wrap(`${it.id}  ${it.title.en ?? Object.values(it.title)[0]}`, WIDTH),
    `${inWords(it.kind)}; ${inWords(it.status)}${it.flags.length > 0 ? `; ${it.flags.map(inWords).join(', ')}` : ''}`,
    '',
    ...fields({
      lead: it.lead.join(', '),
      support: it.support.join(', '),
      for: it.beneficiaries.join(', '),
      due: due(it.due),
      earlier: it.dueHistory
        .slice(0, -1)
        .map((entry) => due(entry.due))
        .join(', '),
      condition: it.condition ?? '',
      progress: it.percent === undefined ? '' : `${it.percent} %`,
      blocked: it.implementation === 'onHold' ? (it.blockedBy?.cause ?? '') : '',
      referred: it.referredTo ?? '',
      'superseded by': it.supersededBy.join(', '),
    }),
    '',
    'Why',
    table(
      [{ title: 'Axis', width: 14 }, { title: 'Became', width: 17 }, { title: 'Rule', width: 4 }, { title: 'By' }],
      axes.flatMap((axis) =>
        it.why[axis].map(({ to, rule, type, position, occurredAt, statement, session, authority, source }, n) => [
          n === 0 ? axis : '',
          inWords(to),
          rule ?? '',
          `${type} at ${position}, ${when(occurredAt)}${(statement ?? session) ? `, ${statement ?? session}` : ''}\n${inWords(authority)}: ${source.reference}`,
        ]),
      ),
    ),
    ...it.notApplied.map(({ command, statement, refusal }) =>
      wrap(
        `Not applied: ${command}${statement ? ` by ${statement}` : ''} (${refusal.code}) ${refusal.detail}`,
        WIDTH,
      ).join('\n'),
    ),
    ...wrap(sentence(moment), WIDTH),
  ].join('\n');

const fields = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values)
    .filter(([, value]) => value !== '' && value !== '–')
    .flatMap(([name, value]) =>
      wrap(value, WIDTH - 16).map((line, n) => `${(n === 0 ? name : '').padEnd(14)}  ${line}`),
    );
