import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { CommitmentId, forumOf } from '@jwg/domain';
import { Platform } from '@jwg/platform';
import { evidenceList, type EvidenceList } from '@jwg/read-models';
import { Type } from 'typebox';
import { Fits } from '../fits.js';
import { answer, LedgerQuery, orNotFound } from './ledger-query.js';
import { PageSize } from './page-size.js';

const Place = Type.String({ pattern: '^\\d{12}\\.\\d{4}$', description: 'the `next` of the page before' });

/** The evidence for one commitment, in the order in which it was given, page by page. */
export class ListEvidence extends LedgerQuery<EvidenceList> {
  @Fits(CommitmentId) commitmentId!: string;
  /** `next` of the page before. */
  @IsOptional() @Fits(Place) after?: string;
  @IsOptional() @Fits(PageSize) limit?: number;
}

@QueryHandler(ListEvidence)
export class ListEvidenceHandler implements IQueryHandler<ListEvidence> {
  constructor(private readonly platform: Platform) {}

  execute(query: ListEvidence) {
    const { commitmentId, after, limit } = query;
    return answer(this.platform, query, forumOf(commitmentId), async (asked) =>
      orNotFound('commitment', commitmentId, await evidenceList(asked, commitmentId, { after, limit })),
    );
  }
}
