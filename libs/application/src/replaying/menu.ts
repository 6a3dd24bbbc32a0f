import { BeginReplayHandler } from './begin-replay.js';
import { GetReplayHandler } from './get-replay.js';
import { ListReplaysHandler } from './list-replays.js';

export const replayHandlers = [BeginReplayHandler, GetReplayHandler, ListReplaysHandler];
