import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requestContext, Replays, type ReplayState } from '@jwg/platform';
import { Fits } from '../fits.js';
import { Position, ReplayTopic } from './fields.js';

/**
 * Publishes a part of the ledger once more, into a Kafka topic of its own: begins it, or goes on with one that was
 * interrupted, and does not wait for its end.
 */
export class BeginReplay extends Command<ReplayState> {
  /** The first position. */
  @Fits(Position) from!: number;
  /** The last position; at most the ledger's last. */
  @Fits(Position) to!: number;
  @Fits(ReplayTopic) topic!: string;
}

@CommandHandler(BeginReplay)
export class BeginReplayHandler implements ICommandHandler<BeginReplay> {
  constructor(private readonly replays: Replays) {}

  /** @throws NoBrokers, ReplayRefused, BrokersUnavailable */
  execute(asked: BeginReplay): Promise<ReplayState> {
    requestContext(); // throws for an anonymous caller
    return this.replays.begin(asked);
  }
}
