import { Query } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { ForumId, Name } from '@jwg/domain';
import { requestContext, type Platform } from '@jwg/platform';
import { forums, rowsAt, type RowsAt } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { Invalid } from '../parse-input.js';
import { orNotFound } from '../reading/ledger-query.js';
import type { Read } from '../reads/on-record.js';

/** A file that leaves the ledger piece by piece, at the pace at which it is taken. */
export interface Export {
  /** The last position that it can hold. */
  readonly position: number;
  /** @param source  the address under which the ledger is known, without a slash at its end */
  written(source: string): AsyncIterable<string>;
}

/** What all exports have in common. They hold what everybody may read: whoever asks gets the same. */
export abstract class ExportQuery extends Query<Export> {
  /** A forum with its sessions and commitments; the whole ledger without it. */
  @IsOptional() @Fits(ForumId) forum?: string;
  /** Go on after this position: that of the last line that arrived. */
  @IsOptional() @Fits(Type.Integer({ minimum: 0 })) after?: number;
  /** A position, a session's id (when it closed), a day (its end, UTC) or an instant; now without it. */
  @IsOptional() @Fits(Name) asOf?: string;
  /** What it is read for; an auditor's read is recorded with it. */
  @IsOptional() @Fits(Name) purpose?: string;
}

/**
 * The rows as of the moment, through everybody's eyes.
 *
 * @throws NotFound, BadAsOf, Invalid  `after` lies behind what is exported
 */
export const rowsToExport = async (
  { rows, store, clock }: Platform,
  { forum, after, asOf }: ExportQuery,
): Promise<RowsAt> => {
  requestContext(); // throws for an anonymous caller, although all callers get the same
  const at = await rowsAt(rows, store, { now: clock().toISOString(), asOf });
  if (forum !== undefined) orNotFound('forum', forum, await at.reader.get(forums, forum));
  if (after !== undefined && after > at.position)
    throw new Invalid([{ field: '/after', rule: `must be a position of the export, which ends at ${at.position}` }]);
  return at;
};

export const readOfExport = (
  { forum, after, purpose }: ExportQuery,
  format: NonNullable<Read['format']>,
  position: number,
): Read => ({ forum, what: 'export', format, position, after, purpose });
