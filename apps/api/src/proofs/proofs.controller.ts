import { Controller } from '@nestjs/common';
import { GetConsistencyProof, GetInclusionProof, ListCheckpoints } from '@jwg/application';
import { FixedBy } from '../access/may.js';
import { BusController, get, Routes } from '../controllers/bus-routes.js';

/** Proofs of what is in the ledger, for clients that do not want to make them of tiles. */
@Controller('v1/proofs')
@Routes(
  get('checkpoints', ListCheckpoints),
  get('inclusion', GetInclusionProof, { also: [FixedBy('size')] }),
  get('consistency', GetConsistencyProof, { also: [FixedBy('to')] }),
)
export class ProofsController extends BusController {}
