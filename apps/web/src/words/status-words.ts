import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OverallStatus as Status } from '../api/types.gen.js';

export const statusWords: Readonly<Record<Status, MessageDescriptor>> = {
  proposed: msg`proposed`,
  notStarted: msg`not started`,
  inProgress: msg`in progress`,
  onHold: msg`on hold`,
  reportedComplete: msg`reported complete`,
  completed: msg`completed`,
  notAdopted: msg`not adopted`,
  superseded: msg`superseded`,
  withdrawn: msg`withdrawn`,
  lapsed: msg`lapsed`,
  referred: msg`referred`,
};

/** Beginning a line. */
export const statusNames: Readonly<Record<Status, MessageDescriptor>> = {
  proposed: msg`Proposed`,
  notStarted: msg`Not started`,
  inProgress: msg`In progress`,
  onHold: msg`On hold`,
  reportedComplete: msg`Reported complete`,
  completed: msg`Completed`,
  notAdopted: msg`Not adopted`,
  superseded: msg`Superseded`,
  withdrawn: msg`Withdrawn`,
  lapsed: msg`Lapsed`,
  referred: msg`Referred`,
};

/** Nothing more is to be done. */
export const closed: ReadonlySet<Status> = new Set<Status>([
  'completed',
  'notAdopted',
  'superseded',
  'withdrawn',
  'lapsed',
]);
