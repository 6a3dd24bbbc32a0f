import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Me } from '../api/me.js';

export const roleWords: Readonly<Record<Me['role'], MessageDescriptor>> = {
  recorder: msg`recorder`,
  secretariat: msg`secretariat`,
  coChair: msg`co-chair`,
  focalPoint: msg`focal point`,
  auditor: msg`auditor`,
  service: msg`service`,
};
