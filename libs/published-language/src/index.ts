export * from './names.js';
export * from './cloud-event.js';
export * from './kafka-headers.js';
export * from './commitment-status.js';
