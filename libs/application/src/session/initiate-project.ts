import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { statementEvents } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { starts } = statementEvents.ProjectInitiated.properties;

/** The forum launched or initiated something: work on a commitment starts. */
export class InitiateProject extends Statement {
  @Fits(starts) starts!: string[];
}

@CommandHandler(InitiateProject)
export class InitiateProjectHandler implements ICommandHandler<InitiateProject> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: InitiateProject) {
    return say(this.ledger, 'ProjectInitiated', command);
  }
}
