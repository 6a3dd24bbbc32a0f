export * from './names.js';
export * from './cloud-event.js';
export { fromHeaders, toHeaders, UnreadableRecord, type Published } from './kafka-headers.js';
export * from './commitment-status.js';
export { PROV_CONTEXT, toProvenance, type ProvenanceNode } from './provenance.js';
