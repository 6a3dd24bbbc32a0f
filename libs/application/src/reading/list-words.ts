import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { ForumId, Name } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { wordList, type WordList } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, requireKnown } from './ledger-query.js';

/** The verbs of minutes and what each does; of one word what it means, or the nearest three. */
export class ListWords extends LedgerQuery<WordList> {
  /** With the verbs that this forum added. */
  @IsOptional() @Fits(ForumId) forum?: string;
  @IsOptional() @Fits(Name) word?: string;
}

@QueryHandler(ListWords)
export class ListWordsHandler implements IQueryHandler<ListWords> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListWords) {
    const { forum, word } = query;
    return answer(this.platform, query, forum, async (asked) => {
      await requireKnown(asked, { forum });
      return wordList(asked, { forum, word });
    });
  }
}
