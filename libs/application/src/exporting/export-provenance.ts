import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Platform } from '@jwg/platform';
import { PROV_CONTEXT, toProvenance } from '@jwg/published-language';
import { ExportQuery, readOfExport, type Export } from './export-query.js';
import { ReadsOnRecord } from '../reads/on-record.js';
import { exportedEvents } from './exported-events.js';

/**
 * The ledger or a forum as provenance (PROV-O) in one JSON-LD document, an event on each line. What is cut off goes on
 * after the `position` of its last line, in a document of its own: the two are about the same things.
 */
export class ExportProvenance extends ExportQuery {}

@QueryHandler(ExportProvenance)
export class ExportProvenanceHandler implements IQueryHandler<ExportProvenance> {
  constructor(
    private readonly platform: Platform,
    private readonly reads: ReadsOnRecord,
  ) {}

  /** @throws what `exportedEvents` and `ReadsOnRecord.enter` throw */
  async execute(query: ExportProvenance): Promise<Export> {
    const { position, pages } = await exportedEvents(this.platform, query);
    await this.reads.enter(readOfExport(query, 'prov', position));
    return {
      position,
      async *written(source) {
        let comma = '';
        yield `{"@context":${JSON.stringify(PROV_CONTEXT)},\n"@graph":[\n`;
        for await (const page of pages) {
          const lines = page.map((event) => JSON.stringify(toProvenance(event, source)));
          yield lines.length === 0 ? '' : comma + lines.join(',\n');
          if (lines.length > 0) comma = ',\n';
        }
        yield '\n]}\n';
      },
    };
  }
}
