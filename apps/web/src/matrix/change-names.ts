import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { KindOfChange } from '../api/types.gen.js';

/** In which way a commitment changed between two moments, after the number of those that did. */
export const changeNames: Readonly<Record<KindOfChange, MessageDescriptor>> = {
  appeared: msg`appeared`,
  gone: msg`gone`,
  moved: msg`in another status`,
  adopted: msg`adopted`,
  closed: msg`closed`,
  slipped: msg`slipped`,
  broughtForward: msg`brought forward`,
  redated: msg`with another due date`,
  changedHands: msg`changed hands`,
  fellSilent: msg`fell silent`,
  flagged: msg`with other flags`,
  otherwise: msg`changed otherwise`,
};

export const changeMarks: Readonly<Partial<Record<KindOfChange, string>>> = {
  appeared: 'introduced',
  gone: 'withdrawn',
  adopted: 'check',
  closed: 'completed',
  slipped: 'dateRevised',
  fellSilent: 'silent',
};
