import type { CommitmentRecord } from '@jwg/read-models';
import { unanswered, type Deed, type Unanswered } from './report.js';

interface Known {
  readonly side: string;
  readonly responsible: readonly string[];
  readonly others: readonly string[];
  readonly done: readonly Deed[];
  readonly doneByOthers: readonly Deed[];
}

/** What has no answer yet, in one order for every point. */
export const unansweredIn = (record: CommitmentRecord, known: Known): Unanswered[] => {
  const { kind, adoption, implementation, assessments } = record;
  const has = (flag: string) => record.flags.some((it) => it.split('(')[0] === flag);
  const isTheirs = kind === 'measureByOneSide' && known.responsible.length === 0 && known.others.length > 0;
  const isOpen = isExpected(record);
  const holds: Readonly<Record<Unanswered, boolean>> = {
    noInstitution: known.responsible.length === 0 && !isTheirs && isOpen,
    noDate: has('undated') && isOpen,
    overdue: has('overdue'),
    missedMilestone: has('missedMilestone') && isOpen,
    nothingReported: known.done.length === 0 && !isTheirs && isOpen,
    withoutEvidence: has('withoutEvidence'),
    notConfirmed: implementation === 'reportedComplete' && isOpen,
    notSigned: adoption === 'provisional',
    notAnswered: adoption === 'proposed' && isOpen,
    notAssessed: known.doneByOthers.some(isReport) && !assessments.some(({ by }) => by.side === known.side),
    disputed: has('disputed'),
    silent: has('silent'),
  };
  return unanswered.filter((it) => holds[it]);
};

const isReport = ({ type, by }: Deed): boolean =>
  by !== undefined && (type === 'ProgressReported' || type === 'CompletionReported');

const isExpected = ({ adoption, implementation, disposition }: CommitmentRecord): boolean =>
  adoption !== 'notAdopted' && implementation !== 'completed' && (disposition === 'open' || disposition === 'referred');
