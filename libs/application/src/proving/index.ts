export { GetConsistencyProof } from './get-consistency-proof.js';
export { GetInclusionProof } from './get-inclusion-proof.js';
export { ListCheckpoints } from './list-checkpoints.js';
