import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { QueryBus } from '@nestjs/cqrs';
import { ApplicationModule } from '@jwg/application';
import { Platform, type Authenticator, type Settings } from '@jwg/platform';
import { BundlesController } from './bundles/bundles.controller.js';
import { CommitmentsController } from './controllers/commitments.controller.js';
import { ForumsController } from './controllers/forums.controller.js';
import { ImportsController } from './controllers/imports.controller.js';
import { MinutesController } from './controllers/minutes.controller.js';
import { ReadingController } from './controllers/reading.controller.js';
import { ReadsController } from './controllers/reads.controller.js';
import { ReportsController } from './controllers/reports.controller.js';
import { SessionsController } from './controllers/sessions.controller.js';
import { StatementsController } from './controllers/statements.controller.js';
import { Conventions } from './conventions/conventions.interceptor.js';
import { ChangesController } from './events/changes.controller.js';
import { EventStreams, type StreamSettings } from './events/event-streams.js';
import { EventsController } from './events/events.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { HealthController } from './health/health.controller.js';
import { ProofsController } from './proofs/proofs.controller.js';
import { ReplaysController } from './replays/replays.controller.js';
import { Questions } from './reading/questions.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { Browsers, type SignInSettings } from './sign-in/browsers.js';
import { IssuerController } from './sign-in/issuer.controller.js';
import { MeController } from './sign-in/me.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';

export const controllers = [
  ForumsController,
  SessionsController,
  StatementsController,
  MinutesController,
  CommitmentsController,
  ReadingController,
  EventsController,
  ChangesController,
  ImportsController,
  ReplaysController,
  ProofsController,
  BundlesController,
  ExportsController,
  ReportsController,
  ReadsController,
  MeController,
  SignInController,
  IssuerController,
  HealthController,
];

/** Every command and query of the system over HTTP. */
@Module({})
export class ApiModule {
  static open(settings: Settings & StreamSettings & SignInSettings, authenticator: Authenticator): DynamicModule {
    const { folder, kurrentdb, postgres, threads } = settings;
    return {
      module: ApiModule,
      imports: [ApplicationModule.open(settings)],
      controllers,
      providers: [
        {
          provide: Questions,
          inject: [QueryBus],
          useFactory: (queries: QueryBus) =>
            new Questions(queries, threads ? { folder, kurrentdb, postgres } : undefined),
        },
        {
          provide: EventStreams,
          inject: [Platform],
          useFactory: ({ store }: Platform) => new EventStreams(store, settings),
        },
        {
          provide: Browsers,
          inject: [Platform],
          useFactory: (platform: Platform) => new Browsers(settings, authenticator, platform),
        },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: Conventions },
      ],
    };
  }
}
