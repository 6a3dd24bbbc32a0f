import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { WhatHappened } from '../api/types.gen.js';
import { didWords } from './did-words.js';

/** What happened to a commitment, in a session or between sessions. */
export const happenedWords: Readonly<Record<WhatHappened, MessageDescriptor>> = {
  ...didWords,
  registered: msg`recorded`,
  adopted: msg`adopted`,
  notAdopted: msg`not adopted`,
  blocked: msg`put on hold`,
  unblocked: msg`taken up again`,
  progressReported: msg`progress reported`,
  milestoneReached: msg`milestone reached`,
  dateSet: msg`due date set`,
  setRight: msg`set right`,
};
