import type { CommitmentSummary } from '@jwg/read-models';
import type { Cell } from './csv.js';

/** The columns of a commitment, the same in every table for a spreadsheet. */
export const commitmentTitles: readonly string[] = [
  ...['commitment', 'forum', 'title', 'kind', 'lead', 'support', 'due', 'dueSession', 'adoption'],
  ...['implementation', 'disposition', 'status', 'referredTo', 'flags'],
];

export const commitmentCells = (it: CommitmentSummary, title: string): Cell[] => [
  ...[it.id, it.forum, title, it.kind, it.lead.join(' '), it.support.join(' '), it.due?.date, it.due?.session],
  ...[it.adoption, it.implementation, it.disposition, it.status, it.referredTo, it.flags.join(' ')],
];
