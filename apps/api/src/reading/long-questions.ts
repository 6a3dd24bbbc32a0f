import type { Query } from '@nestjs/cqrs';
import {
  GetBoard,
  GetClaims,
  GetDiff,
  GetFacets,
  GetMatrix,
  GetMoments,
  GetOverview,
  GetSilence,
  ListCommitments,
  ReplayHistory,
  ReportActionTaken,
  ReportForum,
  Search,
  type ListForums,
} from '@jwg/application';

const large: readonly unknown[] = [
  GetMatrix,
  GetFacets,
  GetMoments,
  GetOverview,
  GetBoard,
  GetDiff,
  GetSilence,
  ListCommitments,
  Search,
];

/** Whether its answer depends on the rows and on whose eyes see them, and on nothing else. */
export const isKept = (question: Query<unknown>): boolean => large.includes(question.constructor);

/** Whether a query reads many rows or folds many events, so that commands would have to wait for it. */
export const isLong = (question: Query<unknown>): boolean => {
  const { asOfBasis, signedOnly } = question as Partial<ListForums>;
  return (
    asOfBasis === 'occurred' ||
    signedOnly === true ||
    [...large, GetClaims, ReplayHistory, ReportActionTaken, ReportForum].includes(question.constructor)
  );
};
