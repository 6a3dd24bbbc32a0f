import type { MatrixLine, OverallStatus as Status } from '../api/types.gen.js';

/** In the order in which filters list them. */
export const statuses: readonly Status[] = [
  'proposed',
  'notStarted',
  'inProgress',
  'onHold',
  'reportedComplete',
  'referred',
  'completed',
  'superseded',
  'withdrawn',
  'lapsed',
  'notAdopted',
];

export const kinds: readonly MatrixLine['kind'][] = [
  'jointProject',
  'instrument',
  'studyOrDocument',
  'capacityBuilding',
  'support',
  'meetingOrVisit',
  'informationOrNomination',
  'establishBody',
  'measureByOneSide',
  'continuing',
];
