import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { BegunWorks, EventStore } from '@jwg/event-sourcing';
import { carryOut, Ledger, within, type RequestContext, type LedgerStoredEvent } from '@jwg/platform';
import { v4 } from 'uuid';
import { commandHandlers } from '../../menu.js';
import { ImportRecord, importHandlers, type Imported } from '../import-record.js';

/** A ledger with its command bus, and imports into it. */
export const importing = async (store: EventStore, begun?: BegunWorks) => {
  const ledger = new Ledger(store, undefined, { begun });
  const app = await NestFactory.createApplicationContext(
    {
      module: ModuleOfHandlers,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: Ledger, useValue: ledger }, ...commandHandlers, ...importHandlers],
    },
    { logger: false },
  );
  const commands = app.get(CommandBus);
  const actor: RequestContext['actor'] = { id: 'recorder', role: 'recorder' };
  return {
    ledger,
    commands,
    run: (content: string | Uint8Array, options: Partial<ImportRecord> = {}, as = actor): Promise<Imported> =>
      within({ actor: as, commandId: v4() }, () =>
        commands.execute(new ImportRecord({ file: 'record.yaml', content, ...options })),
      ),
    events: async (): Promise<LedgerStoredEvent[]> => (await store.readAll(undefined, 100_000)) as LedgerStoredEvent[],
    /** Repeats for the whole log what the policy's follower does after every append. */
    followAgain: async (): Promise<void> => {
      for (const event of (await store.readAll(undefined, 100_000)) as LedgerStoredEvent[])
        await carryOut(ledger, event);
    },
    close: () => app.close(),
  };
};

@Module({})
class ModuleOfHandlers {}
