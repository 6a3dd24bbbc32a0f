import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CommitmentAnswer } from '../api/types.gen.js';

type Rating = CommitmentAnswer['assessments'][number]['rating'];

/** How a side assesses the work. */
export const ratingWords: Readonly<Record<Rating, MessageDescriptor>> = {
  onTrack: msg`on track`,
  atRisk: msg`at risk`,
  offTrack: msg`off track`,
};
