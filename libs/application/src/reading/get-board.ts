import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { InstitutionId } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { board, type Board } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';

/** What an institution owes in all forums, overdue first. */
export class GetBoard extends LedgerQuery<Board> {
  @Fits(InstitutionId) institution!: string;
}

@QueryHandler(GetBoard)
export class GetBoardHandler implements IQueryHandler<GetBoard> {
  constructor(private readonly platform: Platform) {}

  execute(query: GetBoard) {
    const { institution } = query;
    return answer(this.platform, query, undefined, async (asked) => {
      await requireKnown(asked, { institution });
      return board(asked, institution);
    });
  }
}
