/** Canonical commands, for the tests of everything that sends commands. */
export { story, type Step } from './testing/story.js';
