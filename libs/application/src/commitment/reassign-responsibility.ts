import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, InstitutionId, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { part } = commitmentEvents.ResponsibilityReassigned.properties;

/** Another institution of the same side takes a responsibility over. */
export class ReassignResponsibility extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) from!: string;
  @Fits(InstitutionId) to!: string;
  @Fits(part) part!: Static<typeof part>;
  @Fits(Words) reason!: string;
}

@CommandHandler(ReassignResponsibility)
export class ReassignResponsibilityHandler implements ICommandHandler<ReassignResponsibility> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: ReassignResponsibility) {
    return this.ledger.transact(
      commitment,
      commitmentId,
      { type: 'ReassignResponsibility', data },
      envelope(provenance),
    );
  }
}
