import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AdoptionStatus, DispositionStatus, ImplementationStatus } from '../api/types.gen.js';

export type Axis = 'adoption' | 'implementation' | 'disposition';
export type Step = AdoptionStatus | ImplementationStatus | DispositionStatus | 'closed';

export const stepWords: Readonly<Record<Step, MessageDescriptor>> = {
  proposed: msg`proposed`,
  provisional: msg`provisional`,
  adopted: msg`adopted`,
  notAdopted: msg`not adopted`,
  notStarted: msg`not started`,
  inProgress: msg`in progress`,
  onHold: msg`on hold`,
  reportedComplete: msg`reported complete`,
  completed: msg`completed`,
  open: msg`open`,
  superseded: msg`superseded`,
  withdrawn: msg`withdrawn`,
  lapsed: msg`lapsed`,
  referred: msg`referred`,
  closed: msg`closed otherwise`,
};

export const axisWords: Readonly<Record<Axis, MessageDescriptor>> = {
  adoption: msg`adoption`,
  implementation: msg`implementation`,
  disposition: msg`disposition`,
};
