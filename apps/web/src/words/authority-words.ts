import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Authority } from '../api/types.gen.js';

/** The kind of record that a fact rests on, weakest first. */
export const authorityWords: Readonly<Record<Authority, MessageDescriptor>> = {
  press: msg`press`,
  secretariatNote: msg`secretariat note`,
  draftMinutes: msg`draft minutes`,
  agreedText: msg`agreed text`,
  signedMinutes: msg`signed minutes`,
  instrument: msg`instrument`,
};

/** Both sides signed it. */
export const bindingAuthorities: ReadonlySet<Authority> = new Set<Authority>(['signedMinutes', 'instrument']);
