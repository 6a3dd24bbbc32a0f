export { BeginReplay } from './begin-replay.js';
export { GetReplay } from './get-replay.js';
export { ListReplays, type ReplayList } from './list-replays.js';
