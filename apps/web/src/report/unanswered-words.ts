import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { OpenMatter } from '../api/types.gen.js';

/** What has no answer; `{side}` is the side that answers for the report. */
export const unansweredWords: Readonly<Record<OpenMatter, MessageDescriptor>> = {
  noInstitution: msg({ message: 'no institution of {side} is named' }),
  noDate: msg`no date is set`,
  overdue: msg`its date has passed`,
  missedMilestone: msg`a milestone was missed`,
  nothingReported: msg({ message: '{side} has reported nothing' }),
  withoutEvidence: msg`all evidence of its completion was retracted`,
  notConfirmed: msg`nobody has confirmed its completion`,
  notSigned: msg`both sides have not signed it`,
  notAnswered: msg`the other side has not answered the proposal`,
  notAssessed: msg({ message: '{side} has not assessed what the other side reported' }),
  disputed: msg`the sides assess it differently`,
  silent: msg`the latest sessions did not name it`,
};
