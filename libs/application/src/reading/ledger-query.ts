import { LedgerError } from '@jwg/event-sourcing';
import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { Name, named, oneOf } from '@jwg/domain';
import { rowsAt, forums, type RowsAt } from '@jwg/read-models';
import { viewer, type Platform } from '@jwg/platform';
import { Fits } from '../fits.js';

/** What every question has in common: the moment for which it is asked, and what counts. */
export abstract class LedgerQuery<Answer> extends Query<Answer> {
  /** A position, a session's id (when it closed), a day (its end, UTC) or an instant; now without it. */
  @IsOptional() @Fits(Name) asOf?: string;
  /** By what the ledger knew then, or by what had happened by then. */
  @IsOptional() @Fits(named('AsOfBasis', oneOf('recorded', 'occurred'))) asOfBasis?: 'recorded' | 'occurred';
  /** Count only what rests on a text that both sides signed, or on an instrument. */
  @IsOptional() @Fits(Type.Boolean()) signedOnly?: boolean;
}

/** Nothing has that name, or nothing had it yet at the requested moment. */
export class NotFound extends LedgerError {
  override readonly name = 'NotFound';
  readonly kind = 'notFound';
  constructor(
    readonly what: string,
    readonly id: string,
  ) {
    super(`There is no ${what} ${id}, or there was none yet at that moment.`);
  }
}

/**
 * Answers a query from the rows as of its moment, as the viewer of the request may see them. `forum` limits the events
 * that a query by occurrence or by signature has to fold.
 *
 * @throws BadAsOf, NotFound
 */
export const answer = async <T>(
  { rows, store, clock }: Platform,
  { asOf, asOfBasis, signedOnly }: Pick<LedgerQuery<T>, 'asOf' | 'asOfBasis' | 'signedOnly'>,
  forum: string | undefined,
  ask: (asked: RowsAt) => Promise<T>,
  { isSearch = false } = {},
): Promise<T> => {
  const question = { asOf, asOfBasis, signedOnly, forum, now: clock().toISOString(), viewer: viewer(), isSearch };
  return ask(await rowsAt(rows, store, question));
};

/** @throws NotFound */
export const orNotFound = <T>(what: string, id: string, it: T | undefined): T => {
  if (it === undefined) throw new NotFound(what, id);
  return it;
};

/**
 * Checks that the ids by which a list is filtered exist: a mistyped id must not read as "nothing is owed".
 *
 * @throws NotFound
 */
export const requireKnown = async (
  { reader }: RowsAt,
  {
    forum,
    referredTo,
    institution,
    side,
  }: { forum?: string; referredTo?: string; institution?: string; side?: string },
): Promise<void> => {
  if (referredTo !== undefined) orNotFound('forum', referredTo, await reader.get(forums, referredTo));
  if (forum === undefined && institution === undefined && side === undefined) return;
  const known =
    forum === undefined ? await reader.find(forums) : [orNotFound('forum', forum, await reader.get(forums, forum))];
  if (institution !== undefined)
    orNotFound(
      'institution',
      institution,
      known.find(({ institutions }) => institutions.some(({ id }) => id === institution)),
    );
  if (side !== undefined)
    orNotFound(
      'side',
      side,
      known.find(({ sides }) => sides.some((it) => it.side === side)),
    );
};
