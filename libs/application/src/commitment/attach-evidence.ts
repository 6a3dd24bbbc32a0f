import { commitment, CommitmentId, Evidence } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

/** Something that backs what is said about a commitment. */
@On(commitment, 'AttachEvidence', 'commitmentId')
export class AttachEvidence extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(Evidence) evidence!: Evidence;
}
