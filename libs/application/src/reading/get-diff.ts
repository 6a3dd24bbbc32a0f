import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type } from 'typebox';
import { CommitmentId, ForumId, Name, named, oneOf } from '@jwg/domain';
import { Platform, viewer } from '@jwg/platform';
import { BadAsOf, diff, rowsAt, type Diff, type RowsAt } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { orNotFound } from './ledger-query.js';
import { PageSize } from './page-size.js';

const Basis = named('AsOfBasis', oneOf('recorded', 'occurred'));
type Basis = 'recorded' | 'occurred';

/** What became otherwise with a forum's commitments between two moments, and by which events, page by page. */
export class GetDiff extends Query<Diff> {
  @Fits(ForumId) forum!: string;
  /** A position, a session's id (when it closed), a day (its end, UTC) or an instant; now without it. */
  @IsOptional() @Fits(Name) from?: string;
  /** The first moment by what the ledger knew then, or by what had happened by then. */
  @IsOptional() @Fits(Basis) fromBasis?: Basis;
  /** At the first moment count only what rests on a text that both sides signed, or on an instrument. */
  @IsOptional() @Fits(Type.Boolean()) fromSigned?: boolean;
  /** As from; now without it. */
  @IsOptional() @Fits(Name) to?: string;
  /** The second moment by what the ledger knew then, or by what had happened by then. */
  @IsOptional() @Fits(Basis) toBasis?: Basis;
  /** At the second moment count only what rests on a text that both sides signed, or on an instrument. */
  @IsOptional() @Fits(Type.Boolean()) toSigned?: boolean;
  /** The last commitment of the page before. */
  @IsOptional() @Fits(CommitmentId) after?: string;
  /** 500 without it. */
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(GetDiff)
export class GetDiffHandler implements IQueryHandler<GetDiff> {
  constructor(private readonly platform: Platform) {}

  async execute(query: GetDiff): Promise<Diff> {
    const { forum, after, limit } = query;
    const from = await this.at(forum, query.from, query.fromBasis, query.fromSigned, 'from');
    const to = await this.at(forum, query.to, query.toBasis, query.toSigned, 'to');
    return orNotFound('forum', forum, await diff(from, to, forum, { after, limit }));
  }

  private async at(
    forum: string,
    asOf: string | undefined,
    asOfBasis: Basis | undefined,
    signedOnly: boolean | undefined,
    which: 'from' | 'to',
  ): Promise<RowsAt> {
    const { rows, store, clock } = this.platform;
    const question = { asOf, asOfBasis, signedOnly, forum, now: clock().toISOString(), viewer: viewer() };
    try {
      return await rowsAt(rows, store, question);
    } catch (error) {
      if (!(error instanceof BadAsOf)) throw error;
      const field = error.field === 'asOf' ? which : (`${which}Basis` as const);
      const wayOut = error.wayOut.replace(/\basOfBasis\b/g, `${which}Basis`).replace(/\basOf\b/g, which);
      throw new BadAsOf(field, error.rule, wayOut);
    }
  }
}
