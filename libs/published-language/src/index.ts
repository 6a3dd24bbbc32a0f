export * from './names.js';
export * from './cloud-event.js';
