import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, ForumId, named, oneOf } from '@jwg/domain';
import { Platform, viewer } from '@jwg/platform';
import {
  BadAsOf,
  commitments,
  matrix,
  matrixOrders,
  matrixSince,
  MAX_PAGE_SIZE,
  type Matrix,
  type RowsAt,
} from '@jwg/read-models';
import { Fits } from '../fits.js';
import { Position } from '../replaying/fields.js';
import { FilteredQuery, filtersIn } from './filtered-query.js';
import { answer, orNotFound, requireKnown } from './ledger-query.js';
import { PageSize } from './page-size.js';

/** Commitment × session: what each session of a forum did to each commitment, page by page. */
export class GetMatrix extends FilteredQuery<Matrix> {
  @Fits(ForumId) forum!: string;
  /** sparse: only the cells of sessions that named the commitment, or after which its status, adoption or due date differs. */
  @IsOptional() @Fits(named('MatrixFilling', oneOf('full', 'sparse'))) cells?: 'full' | 'sparse';
  /** By number, by the day that they are due, the longest silence first, or the latest change first. */
  @IsOptional() @Fits(named('MatrixOrder', oneOf(...matrixOrders))) sort?: (typeof matrixOrders)[number];
  /** The last commitment of the page before. */
  @IsOptional() @Fits(CommitmentId) after?: string;
  /** 500 without it. */
  @IsOptional() @Fits(PageSize) limit?: number;
  /** Only the lines that are not as they were at this position, and the order of all: for whoever has the page as of it. */
  @IsOptional() @Fits(Position) changedSince?: number;
}

@QueryHandler(GetMatrix)
export class GetMatrixHandler implements IQueryHandler<GetMatrix> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetMatrix) {
    const { forum, cells, sort, after, limit = MAX_PAGE_SIZE, changedSince } = query;
    const filters = filtersIn(query);
    if (changedSince !== undefined) requireNow(query);
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum, ...filters });
      if (after !== undefined) orNotFound('commitment', after, await asked.reader.get(commitments, after));
      const page = { ...filters, cells, sort, after, limit };
      const told =
        changedSince === undefined
          ? matrix(asked, forum, page)
          : matrixSince(this.before(asked, changedSince), asked, forum, page);
      return orNotFound('forum', forum, await told);
    });
  }

  /** The rows as they were at an earlier position, seen from the same day. */
  private before(asked: RowsAt, position: number): RowsAt {
    if (position <= asked.position) return { ...asked, reader: this.platform.rows.at(position, viewer()), position };
    throw new BadAsOf(
      'changedSince',
      `The ledger has the positions 0 to ${asked.position}.`,
      'Ask for the whole: leave changedSince out.',
    );
  }
}

const requireNow = ({ asOf, asOfBasis, signedOnly }: GetMatrix): void => {
  if (asOf === undefined && asOfBasis !== 'occurred' && !signedOnly) return;
  throw new BadAsOf(
    'changedSince',
    'What changed since a position is told as of now, and of all that is recorded.',
    'Leave out asOf, asOfBasis and signedOnly; or leave out changedSince for the whole.',
  );
};
