/** Canonical commands, for the tests of everything that sends commands. */
export { story } from './testing/story.js';
