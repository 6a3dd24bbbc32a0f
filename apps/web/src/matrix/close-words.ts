import type { I18n, MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OverallStatus as Status } from '../api/types.gen.js';
import { statusWords } from '../words/status-words.js';

const unsignedWords: Readonly<Partial<Record<Status, MessageDescriptor>>> = {
  notStarted: msg`not started, unsigned`,
  inProgress: msg`in progress, unsigned`,
  onHold: msg`on hold, unsigned`,
  reportedComplete: msg`reported complete, unsigned`,
  superseded: msg`superseded, unsigned`,
  withdrawn: msg`withdrawn, unsigned`,
  lapsed: msg`lapsed, unsigned`,
  referred: msg`referred, unsigned`,
};

/** How it stood when a session closed. */
export const closeWords = (_: I18n['_'], status: Status, unsigned: boolean): string =>
  _((unsigned ? unsignedWords[status] : undefined) ?? statusWords[status]);
