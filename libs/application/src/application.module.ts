import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PlatformModule, type Settings } from '@jwg/platform';
import { MakeBundleHandler } from './bundling/make-bundle.js';
import { exportHandlers } from './exporting/menu.js';
import { GiveCommandsHandler } from './give-commands.js';
import { handlerOf } from './handler-of.js';
import { importHandlers } from './import/import-record.js';
import { commandHandlers } from './menu.js';
import { RecordStatements } from './record-statements.js';
import { proofHandlers } from './proving/menu.js';
import { queryHandlers } from './reading/menu.js';
import { ListReadsHandler } from './reads/list-reads.js';
import { ReadsOnRecord } from './reads/on-record.js';
import { ReportActionTakenHandler } from './reporting/report-action-taken.js';
import { ReportForumHandler } from './reporting/report-forum.js';
import { RehearseHandler } from './rehearsing/rehearse.js';
import { replayHandlers } from './replaying/menu.js';

/** Every command and query of the system, on the buses; the same for every app. */
@Module({})
export class ApplicationModule {
  static open(settings: Settings): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot(), PlatformModule.open(settings)],
      providers: [
        ...commandHandlers,
        handlerOf(RecordStatements),
        GiveCommandsHandler,
        RehearseHandler,
        ...importHandlers,
        ...queryHandlers,
        ...replayHandlers,
        ...proofHandlers,
        MakeBundleHandler,
        ...exportHandlers,
        ReportActionTakenHandler,
        ReportForumHandler,
        ListReadsHandler,
        ReadsOnRecord,
      ],
      exports: [CqrsModule, PlatformModule, ReadsOnRecord],
    };
  }
}
