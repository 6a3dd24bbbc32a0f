import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { SessionRecord } from '../api/types.gen.js';

/** How a session met. */
export const modeWords: Readonly<Record<SessionRecord['mode'], MessageDescriptor>> = {
  inPerson: msg`in person`,
  virtual: msg`virtual`,
  hybrid: msg`in person and virtual`,
};
