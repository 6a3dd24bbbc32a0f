import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { NextMove } from '../api/types.gen.js';

type Need = NonNullable<NextMove['needs']>[number];

/** What has to be there first. */
export const needWords: Readonly<Record<Need, MessageDescriptor>> = {
  signatures: msg`Both signatures have to be there first.`,
  report: msg`A report of its completion has to be there first.`,
  evidence: msg`Evidence has to be there first.`,
};
