import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Platform, requestContext, type CheckpointList } from '@jwg/platform';
import { proofsOf } from './proofs-of.js';

/** The latest signed checkpoints, with the witnesses that have co-signed them and when; none before the first. */
export class ListCheckpoints extends Query<CheckpointList> {}

@QueryHandler(ListCheckpoints)
export class ListCheckpointsHandler implements IQueryHandler<ListCheckpoints> {
  constructor(private readonly platform: Platform) {}

  /** @throws NothingSigned  this process only reads, and another one signs */
  async execute(): Promise<CheckpointList> {
    requestContext();
    return proofsOf(this.platform).cosignatures.list();
  }
}
