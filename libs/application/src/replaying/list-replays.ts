import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { requestContext, Replays, type ReplayState } from '@jwg/platform';

export interface ReplayList {
  /** By topic. */
  readonly replays: readonly ReplayState[];
}

/** Every replay that was ever begun, by topic. */
export class ListReplays extends Query<ReplayList> {}

@QueryHandler(ListReplays)
export class ListReplaysHandler implements IQueryHandler<ListReplays> {
  constructor(private readonly replays: Replays) {}

  /** @throws NoBrokers, BrokersUnavailable */
  async execute(): Promise<ReplayList> {
    requestContext();
    return { replays: await this.replays.list() };
  }
}
