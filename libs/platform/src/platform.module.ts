import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Ledger } from './writing/ledger.js';
import { Platform } from './platform.js';
import { Replays } from './relaying/replays.js';
import type { Settings } from './settings/settings.js';

/** What every app is built on: the platform, and the ledger to write through. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly platform: Platform,
    private readonly replays: Replays,
  ) {}

  static open(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: Platform, useFactory: () => Platform.open(settings) },
        { provide: Ledger, inject: [Platform], useFactory: (platform: Platform) => platform.ledger },
        {
          provide: Replays,
          inject: [Platform],
          useFactory: ({ published }: Platform) => new Replays(published, settings),
        },
      ],
      exports: [Platform, Ledger, Replays],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.replays.close(); // the replays read the store
    await this.platform.close();
  }
}
