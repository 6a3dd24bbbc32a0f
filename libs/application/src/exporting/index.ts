export type { Export } from './export-query.js';
export { ExportCommitments } from './export-commitments.js';
export { ExportEvents } from './export-events.js';
export { ExportProvenance } from './export-provenance.js';
