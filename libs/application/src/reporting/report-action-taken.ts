import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { actionTaken, reportFormats, type ActionTaken, type ReportFormat, type SignedTree } from '@jwg/audit';
import { forumOf, Name, named, oneOf, SessionId, Side } from '@jwg/domain';
import { Platform, requestContext } from '@jwg/platform';
import { BadAsOf, rowsAt, type RowsAt } from '@jwg/read-models';
import { Fits } from '../fits.js';
import { ReadsOnRecord, type Read } from '../reads/on-record.js';
import { orNotFound } from '../reading/ledger-query.js';

/** What became of a session's decisions, and what the signed tree was at that position. */
export interface ReportedAction extends ActionTaken {
  /** Missing where this process does not sign, and none that signs has. */
  readonly tree?: SignedTree;
}

/**
 * What became of everything that a session said, point by point, as one side answers for it. It holds what everybody may
 * read: whoever asks gets the same.
 */
export class ReportActionTaken extends Query<ReportedAction> {
  @Fits(SessionId) sessionId!: string;
  /** The side that answers for it. */
  @Fits(Side) side!: string;
  /** A position, a session's id (when it closed), a day (its end, UTC) or an instant; the latest signed one without it. */
  @IsOptional() @Fits(Name) asOf?: string;
  /** What it is read for; an auditor's read is recorded with it. */
  @IsOptional() @Fits(Name) purpose?: string;
  /** Written as Markdown, HTML or CSV; without it as the Accept header says, else as JSON. */
  @IsOptional() @Fits(named('ReportFormat', oneOf(...reportFormats))) format?: ReportFormat;
}

@QueryHandler(ReportActionTaken)
export class ReportActionTakenHandler implements IQueryHandler<ReportActionTaken> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws NotFound, BadAsOf, and what `ReadsOnRecord.enterIfHere` throws */
  async execute(query: ReportActionTaken): Promise<ReportedAction> {
    const report = await this.report(query);
    await this.reads.enterIfHere(readOfReport(query, report.position));
    return report;
  }

  private async report({ sessionId, side, asOf }: ReportActionTaken): Promise<ReportedAction> {
    requestContext();
    const signed = (await this.platform.proofs?.bundles.latest())?.head.size;
    const at = await this.rowsAsOf(asOf, signed);
    const report = orNotFound(`session with a side ${side} called`, sessionId, await actionTaken(at, sessionId, side));
    if (signed === undefined) return report;
    const size = at.position + 1;
    const { root } = await this.platform.proofs!.inclusion(at.position, size);
    return { ...report, tree: { size, root } };
  }

  /**
   * Through everybody's eyes, and no later than what is signed: what is printed as the checkpoint never changes. Always
   * as of a position, which is what is printed: as of a day the flags would be those of that day.
   */
  private async rowsAsOf(asOf: string | undefined, signed: number | undefined): Promise<RowsAt> {
    const { rows, store, clock } = this.platform;
    const question = { now: clock().toISOString() };
    const at = await rowsAt(rows, store, { ...question, asOf });
    const last = Math.min(at.position, (signed ?? Infinity) - 1);
    if (asOf !== undefined && last < at.position)
      throw new BadAsOf(
        'asOf',
        `Of the ledger ${signed} events are signed.`,
        'Ask for an earlier moment, or a second later.',
      );
    return last < 0 ? at : rowsAt(rows, store, { ...question, asOf: String(last) });
  }
}

export const readOfReport = ({ sessionId, side, purpose }: ReportActionTaken, position: number): Read => ({
  ...{ forum: forumOf(sessionId), what: 'report', subject: sessionId, of: side, position, purpose },
});
