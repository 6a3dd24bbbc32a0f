import { refuseOldNode } from './node-version.js';

export { subscribe } from './subscribe.js';
export { events, isOf } from './events.js';
export { redrive } from './redrive.js';
export { GapFound, HandlerFailed } from './errors.js';
export type { Gap, Handler, Handlers, Health, Source, SubscribeOptions, Subscription } from './subscription.js';
export { kafka } from './kafka/kafka.js';
export type { KafkaOptions } from './kafka/options.js';
export { http, type HttpOptions } from './http/http.js';
export { fileBookmark, type Bookmark } from './http/bookmark.js';
export { RefusedByLedger } from './http/feed.js';
export { statusAfter } from './status-after.js';
export { lastDayOf } from './last-day.js';
export type { EventType } from '@jwg/domain';
export {
  eventTypeOf,
  UnreadableRecord,
  type AnyCloudEvent,
  type CloudEvent,
  type CommitmentStatus,
  type StatusRecord,
} from '@jwg/published-language';

refuseOldNode(process.versions.node);
