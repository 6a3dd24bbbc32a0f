import { setImmediate as letOthersIn } from 'node:timers/promises';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { commitmentCells, commitmentTitles, csvText } from '@jwg/audit';
import { categoryOf, idOf } from '@jwg/event-sourcing';
import { Platform } from '@jwg/platform';
import { commitmentsAfter, lastUpTo, type RowsAt } from '@jwg/read-models';
import { Invalid } from '../parse-input.js';
import { ReadsOnRecord } from '../reads/on-record.js';
import { ExportQuery, readOfExport, rowsToExport, type Export } from './export-query.js';

const BOM = '\uFEFF';

/**
 * The commitments of the ledger, or those that a forum deals with, as CSV for a spreadsheet. `begun` is the position at
 * which one was registered: what is cut off goes on after that of its last line, without the titles. `asOf` is the
 * position that the whole table is as of.
 */
export class ExportCommitments extends ExportQuery {}

@QueryHandler(ExportCommitments)
export class ExportCommitmentsHandler implements IQueryHandler<ExportCommitments> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws what `rowsToExport` and `ReadsOnRecord.enter` throw; Invalid  no commitment began there */
  async execute(query: ExportCommitments): Promise<Export> {
    const at = await rowsToExport(this.platform, query);
    const { position } = at;
    const after = query.after === undefined ? undefined : await begunAt(at, query.after);
    await this.reads.enter(readOfExport(query, 'csv', position));
    return {
      position,
      async *written() {
        if (after === undefined) yield BOM + csvText([['begun', 'asOf', ...commitmentTitles]]);
        for await (const some of commitmentsAfter(at, { forum: query.forum, after })) {
          yield csvText(some.map((it) => [it.begun, position, ...commitmentCells(it, it.title)]));
          await letOthersIn();
        }
      },
    };
  }
}

/** @throws Invalid */
const begunAt = async (at: RowsAt, position: number): Promise<string> => {
  const event = await lastUpTo(at, position);
  if (event?.position === position && categoryOf(event.stream) === 'commitment') return idOf(event.stream);
  throw new Invalid([{ field: '/after', rule: 'must be the `begun` of the last line that arrived' }]);
};
