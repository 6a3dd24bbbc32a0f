import { commitment, commitmentEvents, CommitmentId, Evidence, PartialDate } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { evidence, milestone } = commitmentEvents.MilestoneReached.properties;

/** A step on the way has been reached. */
@On(commitment, 'ReachMilestone', 'commitmentId', { occurredAt: 'on' })
export class ReachMilestone extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(milestone) milestone!: string;
  @Fits(PartialDate) on!: string;
  @Fits(evidence) evidence: Evidence[] = [];
}
