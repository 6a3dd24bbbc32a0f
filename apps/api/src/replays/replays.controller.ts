import { Controller } from '@nestjs/common';
import { BeginReplay, GetReplay, ListReplays } from '@jwg/application';
import { May } from '../access/may.js';
import { BusController, get, post, Routes } from '../controllers/bus-routes.js';

/** Replays: parts of the ledger that are published to Kafka once more. */
@Controller('v1/replays')
@Routes(
  // A service that has lost its own state asks for a replay itself; the roles that only read have no use for a topic.
  post('', BeginReplay, May('recorder', 'service')),
  get('', ListReplays),
  get(':topic', GetReplay),
)
export class ReplaysController extends BusController {}
