export * from './event.js';
export * from './event-store.js';
export * from './refused.js';
export * from './decider.js';
export * from './projection.js';
export * from './follower.js';
export * from './policy.js';
