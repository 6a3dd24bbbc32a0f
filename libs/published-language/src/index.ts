export * from './names.js';
export * from './cloud-event.js';
export { fromHeaders, toHeaders, UnreadableRecord, type Published } from './kafka-headers.js';
export * from './commitment-status.js';
