import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { requestContext, Replays, type ReplayState } from '@jwg/platform';
import { Fits } from '../fits.js';
import { orNotFound } from '../reading/ledger-query.js';
import { ReplayTopic } from './fields.js';

/** How far a replay is, whichever process works on it. */
export class GetReplay extends Query<ReplayState> {
  @Fits(ReplayTopic) topic!: string;
}

@QueryHandler(GetReplay)
export class GetReplayHandler implements IQueryHandler<GetReplay> {
  constructor(private readonly replays: Replays) {}

  /** @throws NotFound, NoBrokers, BrokersUnavailable */
  async execute({ topic }: GetReplay): Promise<ReplayState> {
    requestContext();
    return orNotFound('replay', topic, await this.replays.find(topic));
  }
}
