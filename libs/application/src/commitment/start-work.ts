import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Work on a commitment has begun. */
export class StartWork extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) cause!: string;
}

@CommandHandler(StartWork)
export class StartWorkHandler implements ICommandHandler<StartWork> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: StartWork) {
    return this.ledger.transact(commitment, commitmentId, { type: 'StartWork', data }, envelope(provenance));
  }
}
