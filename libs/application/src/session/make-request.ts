import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Static } from 'typebox';
import { list, statementEvents, UndertakingAsked } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { say, Statement } from './say.js';

const { addressee } = statementEvents.RequestMade.properties;

/** Somebody was requested, invited or urged; it binds only when the addressee accepts. */
export class MakeRequest extends Statement {
  @Fits(addressee) addressee!: Static<typeof addressee>;
  @Fits(list(UndertakingAsked, { maxItems: 50 })) undertakings: UndertakingAsked[] = [];
}

@CommandHandler(MakeRequest)
export class MakeRequestHandler implements ICommandHandler<MakeRequest> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: MakeRequest) {
    return say(this.ledger, 'RequestMade', command);
  }
}
