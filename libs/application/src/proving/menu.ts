import { GetConsistencyProofHandler } from './get-consistency-proof.js';
import { GetInclusionProofHandler } from './get-inclusion-proof.js';

export const proofHandlers = [GetInclusionProofHandler, GetConsistencyProofHandler];
