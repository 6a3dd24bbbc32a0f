import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, InstitutionId } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { part } = commitmentEvents.ResponsibilityAssigned.properties;

/** A secretariat makes one of its institutions responsible. */
export class AssignResponsibility extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(part) part!: Static<typeof part>;
}

@CommandHandler(AssignResponsibility)
export class AssignResponsibilityHandler implements ICommandHandler<AssignResponsibility> {
  constructor(private readonly ledger: Ledger) {}

  execute({ commitmentId, provenance, ...data }: AssignResponsibility) {
    return this.ledger.transact(commitment, commitmentId, { type: 'AssignResponsibility', data }, envelope(provenance));
  }
}
