/** Canonical commands, for tests of whatever tells the ledger something. */
export { story, type Step } from './testing/story.js';
