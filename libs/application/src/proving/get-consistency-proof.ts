import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Platform, requestContext, type ConsistencyProof } from '@jwg/platform';
import { Fits } from '../fits.js';
import { LeafCount } from './fields.js';
import { proofsOf } from './proofs-of.js';

/** The proof that a later tree begins with an earlier one: nothing before was changed, moved or left out. */
export class GetConsistencyProof extends Query<ConsistencyProof> {
  /** The size of the earlier tree: that of a checkpoint that you have kept. */
  @Fits(LeafCount) from!: number;
  /** The size of the later tree. The latest checkpoint's without it. */
  @IsOptional() @Fits(LeafCount) to?: number;
}

@QueryHandler(GetConsistencyProof)
export class GetConsistencyProofHandler implements IQueryHandler<GetConsistencyProof> {
  constructor(private readonly platform: Platform) {}

  /** @throws NothingSigned, OutsideTree, ProofUnusable */
  async execute({ from, to }: GetConsistencyProof): Promise<ConsistencyProof> {
    requestContext();
    return proofsOf(this.platform).consistency(from, to);
  }
}
