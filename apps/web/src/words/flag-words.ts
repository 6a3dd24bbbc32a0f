import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { FlagName } from './flag.js';

/** What calls for attention. */
export const flagWords: Readonly<Record<FlagName, MessageDescriptor>> = {
  overdue: msg`overdue`,
  silent: msg`not spoken of`,
  carriedOver: msg`carried over`,
  disputed: msg`the sides differ`,
  unassigned: msg`nobody named for a side`,
  undated: msg`no date`,
  unsigned: msg`unsigned`,
  conditional: msg`on a condition`,
  missedMilestone: msg`milestone missed`,
  withoutEvidence: msg`no evidence left`,
};
