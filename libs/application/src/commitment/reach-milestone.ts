import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commitment, commitmentEvents, CommitmentId, Evidence, PartialDate } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { evidence, milestone } = commitmentEvents.MilestoneReached.properties;

/** A step on the way has been reached. */
export class ReachMilestone extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(milestone) milestone!: string;
  @Fits(PartialDate) on!: string;
  @Fits(evidence) evidence: Evidence[] = [];
}

@CommandHandler(ReachMilestone)
export class ReachMilestoneHandler implements ICommandHandler<ReachMilestone> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReachMilestone) {
    return this.ledger.transact(
      commitment,
      commitmentId,
      { type: 'ReachMilestone', data },
      envelope(provenance, data.on),
    );
  }
}
