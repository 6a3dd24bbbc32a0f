import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, CommitmentId, Evidence } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

/** Something that backs what is said about a commitment. */
export class AttachEvidence extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Evidence) evidence!: Evidence;
}

@CommandHandler(AttachEvidence)
export class AttachEvidenceHandler implements ICommandHandler<AttachEvidence> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: AttachEvidence) {
    return this.ledger.transact(commitment, commitmentId, { type: 'AttachEvidence', data }, envelope(provenance));
  }
}
