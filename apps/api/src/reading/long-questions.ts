import type { Query } from '@nestjs/cqrs';
import {
  GetBoard,
  GetFacets,
  GetMatrix,
  GetMoments,
  GetOverview,
  GetSilence,
  ListCommitments,
  Search,
  type ListForums,
} from '@jwg/application';

const large: readonly unknown[] = [
  GetMatrix,
  GetFacets,
  GetMoments,
  GetOverview,
  GetBoard,
  GetSilence,
  ListCommitments,
  Search,
];

/** Whether a query reads many rows or folds many events, so that commands would have to wait for it. */
export const isLong = (question: Query<unknown>): boolean => {
  const { asOfBasis, signedOnly } = question as Partial<ListForums>;
  return asOfBasis === 'occurred' || signedOnly === true || large.includes(question.constructor);
};
