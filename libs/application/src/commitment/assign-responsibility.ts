import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, InstitutionId } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { part } = commitmentEvents.ResponsibilityAssigned.properties;

/** A secretariat makes one of its institutions responsible. */
@On(commitment, 'AssignResponsibility', 'commitmentId')
export class AssignResponsibility extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) institution!: string;
  @Fits(part) part!: Static<typeof part>;
}
