import type { EventType } from '../catalogue.js';
import { forumSamples } from '../forum/samples.js';
import { readSamples } from '../reads/samples.js';
import { sessionSamples } from '../session/samples.js';

/** The stream that a sample belongs to. */
export const sampleStream = (type: EventType): string => {
  if (type in forumSamples) return 'forum-cpec-jwg-st';
  if (type in sessionSamples) return 'session-cpec-jwg-st.2';
  return type in readSamples ? 'reads-cpec-jwg-st.2022-04-21' : 'commitment-cpec-jwg-st.2.c1';
};
