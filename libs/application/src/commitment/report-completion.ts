import { commitment, commitmentEvents, CommitmentId, Evidence, PartialDate } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { evidence } = commitmentEvents.CompletionReported.properties;

/** The responsible body says that it is done, with evidence; somebody else has yet to confirm it. */
@On(commitment, 'ReportCompletion', 'commitmentId')
export class ReportCompletion extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(PartialDate) completedOn!: string;
  @Fits(evidence) evidence!: Evidence[];
}
