import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { MatrixLine } from '../api/types.gen.js';

export type Kind = MatrixLine['kind'];

/** What sort of commitment it is, beginning a line. */
export const kindNames: Readonly<Record<Kind, MessageDescriptor>> = {
  jointProject: msg`Joint project`,
  instrument: msg`Instrument`,
  studyOrDocument: msg`Study or document`,
  capacityBuilding: msg`Capacity building`,
  support: msg`Support`,
  meetingOrVisit: msg`Meeting or visit`,
  informationOrNomination: msg`Information or nomination`,
  establishBody: msg`New body`,
  measureByOneSide: msg`Measure by one side`,
  continuing: msg`Continuing`,
};
