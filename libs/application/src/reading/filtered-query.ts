import { IsOptional } from 'class-validator';
import { Type, type TSchema } from 'typebox';
import { CommitmentKind, Day, InstitutionId, Name, named, oneOf, Side } from '@jwg/domain';
import { flagNames, type CommitmentFilters } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { LedgerQuery } from './ledger-query.js';

const statuses = [
  'notStarted',
  'inProgress',
  'onHold',
  'reportedComplete',
  'completed',
  'proposed',
  'notAdopted',
  'superseded',
  'withdrawn',
  'lapsed',
  'referred',
] as const;

const some = <S extends TSchema>(one: S) => Type.Array(one, { minItems: 1, maxItems: 20 });

/** A question about the commitments that pass every filter. */
export abstract class FilteredQuery<Answer> extends LedgerQuery<Answer> {
  /** Leads or supports it. */
  @IsOptional() @Fits(InstitutionId) institution?: string;
  /** An institution of this side leads or supports it. */
  @IsOptional() @Fits(Side) side?: string;
  /** One of these kinds. */
  @IsOptional() @Fits(some(CommitmentKind)) kind?: CommitmentFilters['kind'];
  /** One of these statuses. */
  @IsOptional() @Fits(some(named('OverallStatus', oneOf(...statuses)))) status?: CommitmentFilters['status'];
  /** All of these flags. */
  @IsOptional() @Fits(some(named('FlagName', oneOf(...flagNames)))) flag?: CommitmentFilters['flag'];
  /** Due on an earlier day. */
  @IsOptional() @Fits(Day) dueBefore?: string;
  /** Its id or its title, in any language, has each of these words or parts of words. */
  @IsOptional() @Fits(Name) q?: string;
}

/** The filters of a question, without its moment. */
export const filtersIn = ({ institution, side, kind, status, flag, dueBefore, q }: FilteredQuery<unknown>) => ({
  institution,
  side,
  kind,
  status,
  flag,
  dueBefore,
  q,
});
