import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Platform } from '@jwg/platform';
import { toCloudEvent } from '@jwg/published-language';
import { ExportQuery, readOfExport, type Export } from './export-query.js';
import { ReadsOnRecord } from '../reads/on-record.js';
import { exportedEvents } from './exported-events.js';

/**
 * The ledger or a forum as CloudEvents, one on each line, in the order of the log. A line's `sequence` is its position:
 * what is cut off goes on after it.
 */
export class ExportEvents extends ExportQuery {}

@QueryHandler(ExportEvents)
export class ExportEventsHandler implements IQueryHandler<ExportEvents> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws what `exportedEvents` and `ReadsOnRecord.enter` throw */
  async execute(query: ExportEvents): Promise<Export> {
    const { position, pages } = await exportedEvents(this.platform, query);
    await this.reads.enter(readOfExport(query, 'ndjson', position));
    return {
      position,
      async *written(source) {
        for await (const page of pages)
          yield page.map((event) => `${JSON.stringify(toCloudEvent(event, source))}\n`).join('');
      },
    };
  }
}
