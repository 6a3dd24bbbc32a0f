import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { commitment, CommitmentId, CommitmentKind, Due, forumOf, Text, undertakingFields, Words } from '@jwg/domain';
import { Ledger } from '@jwg/platform';
import { Fits } from '../fits.js';
import { envelope, LedgerCommand } from '../ledger-command.js';

const { kind, lead, support, beneficiaries } = undertakingFields;

/** A commitment older than any recorded session becomes known; its id has the origin 0, like cpec-jwg-st.0.c1. */
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

@CommandHandler(RegisterLegacyCommitment)
export class RegisterLegacyCommitmentHandler implements ICommandHandler<RegisterLegacyCommitment> {
  constructor(private readonly ledger: Ledger) {}

  execute({ provenance, ...undertaking }: RegisterLegacyCommitment) {
    const { commitmentId } = undertaking;
    const data = { forum: forumOf(commitmentId), ...undertaking };
    return this.ledger.transact(
      commitment,
      commitmentId,
      { type: 'RegisterLegacyCommitment', data },
      envelope(provenance),
    );
  }
}
