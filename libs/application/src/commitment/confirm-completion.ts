import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** A secretariat confirms a reported completion; it takes both. */
export class ConfirmCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
}

@CommandHandler(ConfirmCompletion)
export class ConfirmCompletionHandler implements ICommandHandler<ConfirmCompletion> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance }: ConfirmCompletion) {
    return this.ledger.transact(
      commitment,
      commitmentId,
      { type: 'ConfirmCompletion', data: {} },
      envelope(provenance),
    );
  }
}
