import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Platform, requestContext, type InclusionProof } from '@jwg/platform';
import { Fits } from '../fits.js';
import { LeafCount, Position } from './fields.js';
import { proofsOf } from './proofs-of.js';

/** The proof that the event at a position is under a signed checkpoint; of an internal event it shows hashes alone. */
export class GetInclusionProof extends Query<InclusionProof> {
  @Fits(Position) position!: number;
  /** Of the tree that begins the ledger: how many events it covers. The latest checkpoint's without it. */
  @IsOptional() @Fits(LeafCount) size?: number;
}

@QueryHandler(GetInclusionProof)
export class GetInclusionProofHandler implements IQueryHandler<GetInclusionProof> {
  constructor(private readonly platform: Platform) {}

  /** @throws NothingSigned, OutsideTree, ProofUnusable */
  async execute({ position, size }: GetInclusionProof): Promise<InclusionProof> {
    requestContext();
    return proofsOf(this.platform).inclusion(position, size);
  }
}
