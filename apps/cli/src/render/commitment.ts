import type { Claims, CommitmentRecord } from '@jwg/read-models';
import type { Views } from '../output.js';
import { due, inWords, sentence, textIn, when } from '../words.js';
import { historyOf } from './commitment-history.js';
import type { Sheet } from './sheet.js';
import { table, wrap } from './table.js';

const axes = ['adoption', 'implementation', 'disposition'] as const;

/** One commitment, and the reasons for its status. */
export const commitmentViews: Views<CommitmentRecord & { readonly claims: Claims['facts'] }> = {
  text: (it, sheet) =>
    [
      ...wrap(`${it.id}  ${textIn(it.title, sheet.lang)}`, sheet.width),
      ...wrap(
        [inWords(it.kind), inWords(it.status), it.flags.map(inWords).join(', ')].filter(Boolean).join('; '),
        sheet.width,
      ),
      ...(it.text ? ['', ...wrap(textIn(it.text, sheet.lang), sheet.width)] : []),
      ...particularsLines(it, sheet.width),
      '',
      'Why',
      whyTable(it, sheet),
      ...historyOf(it, sheet),
      ...(it.notApplied.length > 0 ? [''] : []),
      ...it.notApplied.flatMap(({ command, statement, refusal }) =>
        wrap(
          `Not applied: ${command}${statement ? ` by ${statement}` : ''} (${refusal.code}) ${refusal.detail}`,
          sheet.width,
        ),
      ),
      '',
      ...wrap(sentence(sheet.moment), sheet.width),
    ].join('\n'),
  csv: ({ id, why }) => [
    [
      'commitment',
      'axis',
      'became',
      'rule',
      'type',
      'position',
      'occurredAt',
      'statement',
      'session',
      'authority',
      'source',
    ],
    ...axes.flatMap((axis) =>
      why[axis].map((it) => [
        ...[id, axis, it.to, it.rule, it.type, it.position, it.occurredAt.value, it.statement, it.session],
        ...[it.authority, it.source.reference],
      ]),
    ),
  ],
};

const particularsOf = (it: CommitmentRecord): Readonly<Record<string, string>> => ({
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
  waits: it.waiting ? `${inWords(it.waiting.outcome)} by ${it.waiting.statement}, for ${needs(it.waiting)}` : '',
  referred: it.referredTo ?? '',
  'superseded by': it.supersededBy.join(', '),
});

const needs = ({ needs: what }: NonNullable<CommitmentRecord['waiting']>): string =>
  what.map((it) => awaited[it]).join(' and ');

const awaited = {
  report: 'a report of completion',
  evidence: 'evidence of completion',
  signatures: 'the signatures of both sides',
};

const whyTable = ({ why }: CommitmentRecord, { width }: Sheet): string =>
  table(
    [{ title: 'Axis', width: 14 }, { title: 'Became', width: 17 }, { title: 'Rule', width: 4 }, { title: 'By' }],
    axes.flatMap((axis) =>
      why[axis].map(({ to, rule, type, position, occurredAt, statement, session, authority, source }, n) => [
        n === 0 ? axis : '',
        inWords(to),
        rule ?? '',
        `${type} at ${position}, ${when(occurredAt)}${(statement ?? session) ? `, ${statement ?? session}` : ''}\n${inWords(authority)}: ${source.reference}`,
      ]),
    ),
    width,
  );

const NAME = 14;

const particularsLines = (it: CommitmentRecord, width: number): string[] => {
  const lines = Object.entries(particularsOf(it))
    .filter(([, value]) => value !== '' && value !== '–')
    .flatMap(([name, value]) =>
      wrap(value, width - NAME - 2).map((line, n) => `${(n === 0 ? name : '').padEnd(NAME)}  ${line}`),
    );
  return lines.length > 0 ? ['', ...lines] : [];
};
