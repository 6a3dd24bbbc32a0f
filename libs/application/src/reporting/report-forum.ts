import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { reportedForum, reportFormats, type AskedForum, type ReportedForum, type ReportFormat } from '@jwg/audit';
import { ForumId, Name, named, oneOf } from '@jwg/domain';
import { Platform, viewer } from '@jwg/platform';
import { forumReport } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { ReadsOnRecord, type Read } from '../reads/on-record.js';
import { answer, LedgerQuery, orNotFound } from '../reading/ledger-query.js';

/**
 * How a forum does over its sessions: completion, slip, what is overdue, carried over and silent, for the whole, by side
 * and by institution, with the events behind each figure. It holds what whoever asks may read.
 */
export class ReportForum extends LedgerQuery<ReportedForum> {
  @Fits(ForumId) forum!: string;
  /** What it is read for; an auditor's read is recorded with it. */
  @IsOptional() @Fits(Name) purpose?: string;
  /** Written as Markdown, HTML or CSV; without it as the Accept header says, else as JSON. */
  @IsOptional() @Fits(named('ReportFormat', oneOf(...reportFormats))) format?: ReportFormat;
}

@QueryHandler(ReportForum)
export class ReportForumHandler implements IQueryHandler<ReportForum> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws NotFound, BadAsOf, and what `ReadsOnRecord.enterIfHere` throws */
  async execute(query: ReportForum): Promise<ReportedForum> {
    const report = await this.report(query);
    await this.reads.enterIfHere(readOfForumReport(query, report.position));
    return report;
  }

  private async report(query: ReportForum): Promise<ReportedForum> {
    const { forum, signedOnly } = query;
    const moment = await this.momentOf(query);
    const report = await answer(this.platform, { ...moment, signedOnly }, forum, (at) => forumReport(at, forum));
    const { side, wholeLedger } = viewer();
    return reportedForum(orNotFound('forum', forum, report), {
      ...moment,
      ...(signedOnly && { signedOnly }),
      reader: wholeLedger ? 'wholeLedger' : (side ?? 'everybody'),
    });
  }

  /**
   * By what was recorded, a position: asked for it again, the report is the same for ever. What had happened by a day may
   * be learned later.
   */
  private async momentOf({ asOf, asOfBasis, forum }: ReportForum): Promise<Pick<AskedForum, 'asOf' | 'asOfBasis'>> {
    if (asOfBasis === 'occurred') return { asOf: asOf ?? this.platform.clock().toISOString().slice(0, 10), asOfBasis };
    return { asOf: await answer(this.platform, { asOf }, forum, async ({ position }) => String(position)) };
  }
}

export const readOfForumReport = ({ forum, purpose }: ReportForum, position: number): Read => ({
  ...{ forum, what: 'report', position, purpose },
});
