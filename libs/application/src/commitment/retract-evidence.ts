import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Evidence does not show what it was attached for; it stays in the record, retracted. */
export class RetractEvidence extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Words) reference!: string;
  @Fits(Words) reason!: string;
}

@CommandHandler(RetractEvidence)
export class RetractEvidenceHandler implements ICommandHandler<RetractEvidence> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: RetractEvidence) {
    return this.ledger.transact(commitment, commitmentId, { type: 'RetractEvidence', data }, envelope(provenance));
  }
}
