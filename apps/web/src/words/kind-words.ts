import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CommitmentRecord } from '../api/types.gen.js';

/** What kind of undertaking a commitment is. */
export const kindWords: Readonly<Record<CommitmentRecord['kind'], MessageDescriptor>> = {
  jointProject: msg`joint project`,
  studyOrDocument: msg`study or document`,
  instrument: msg`instrument to be signed`,
  establishBody: msg`new body`,
  meetingOrVisit: msg`meeting or visit`,
  informationOrNomination: msg`information or nomination`,
  capacityBuilding: msg`training`,
  support: msg`support`,
  measureByOneSide: msg`measure by one side`,
  continuing: msg`continuing`,
};
