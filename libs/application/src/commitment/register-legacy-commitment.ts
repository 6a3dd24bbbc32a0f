import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, CommitmentKind, Due, forumOf, Text, undertakingFields, Words } from '@jwg/domain';
import { Fits } from '../fits.js';
import { LedgerCommand } from '../ledger-command.js';
import { On } from '../on.js';

const { kind, lead, support, beneficiaries } = undertakingFields;

/** A commitment older than any recorded session becomes known; its id has the origin 0, like cpec-jwg-st.0.c1. */
@On(commitment, 'RegisterLegacyCommitment', 'commitmentId', {
  adds: (commitmentId) => ({ forum: forumOf(commitmentId), commitmentId }),
})
export class RegisterLegacyCommitment extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  @Fits(kind) kind!: CommitmentKind;
  @Fits(Text) title!: Text;
  @IsOptional() @Fits(Text) text?: Text;
  @Fits(lead) lead: string[] = [];
  @Fits(support) support: string[] = [];
  @Fits(beneficiaries) beneficiaries: string[] = [];
  @IsOptional() @Fits(Due) due?: Due;
  @IsOptional() @Fits(Words) condition?: string;
}
