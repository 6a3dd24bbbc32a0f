import { GetConsistencyProofHandler } from './get-consistency-proof.js';
import { GetInclusionProofHandler } from './get-inclusion-proof.js';
import { ListCheckpointsHandler } from './list-checkpoints.js';

export const proofHandlers = [GetInclusionProofHandler, GetConsistencyProofHandler, ListCheckpointsHandler];
