import { Controller } from '@nestjs/common';
import { BeginReplay, GetReplay, ListReplays } from '@jwg/application';
import { May } from '../access/may.js';
import { BusController, get, post, Routes } from '../controllers/bus-routes.js';

/** Parts of the ledger that are published on Kafka once more. */
@Controller('v1/replays')
@Routes(
  // A service that has lost what it made of the events asks by itself; who only reads has no use for a topic.
  post('', BeginReplay, May('recorder', 'service')),
  get('', ListReplays),
  get(':topic', GetReplay),
)
export class ReplaysController extends BusController {}
