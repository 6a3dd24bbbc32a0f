import type { Static } from 'typebox';
import { commitment, commitmentEvents, CommitmentId, InstitutionId, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { part } = commitmentEvents.ResponsibilityReassigned.properties;

/** Another institution of the same side takes a responsibility over. */
@On(commitment, 'ReassignResponsibility', 'commitmentId')
export class ReassignResponsibility extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(InstitutionId) from!: string;
  @Fits(InstitutionId) to!: string;
  @Fits(part) part!: Static<typeof part>;
  @Fits(Words) reason!: string;
}
