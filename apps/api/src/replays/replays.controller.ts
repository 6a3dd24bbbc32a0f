import { Controller, Get, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { BeginReplay, GetReplay, ListReplays } from '@jwg/application';
import { May, MayRead } from '../access/may.js';
import { Asks, Told } from '../body/told.js';

/** Parts of the ledger that are published on Kafka once more. */
@Controller('v1/replays')
export class ReplaysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  // A service that has lost what it made of the events asks by itself; who only reads has no use for a topic.
  @Post()
  @May('recorder', 'service')
  beginReplay(@Told() it: BeginReplay) {
    return this.commands.execute(it);
  }

  @Get()
  @MayRead()
  listReplays(@Asks() it: ListReplays) {
    return this.queries.execute(it);
  }

  @Get(':topic')
  @MayRead()
  getReplay(@Asks() it: GetReplay) {
    return this.queries.execute(it);
  }
}
